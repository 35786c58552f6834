package io.candlelake.producer.secret;

import java.time.Duration;
import java.util.Optional;

/** Of the environment: the same as long as the process lives. */
record GivenKey(ApiKey key) implements KeySource {
    @Override
    public ApiKey read() {
        return key;
    }

    @Override
    public Optional<Duration> pause() {
        return Optional.empty();
    }
}
