package io.candlelake.producer.secret;

import java.time.Duration;
import java.util.Optional;

/** Where the key is: in variables, {@code file /run/secrets/coinbase.json}, {@code secret candlelake/coinbase}. */
interface KeySource {
    /**
     * The key as it stands there now.
     *
     * @throws ApiKeyException when there is none or it is broken; its message is one line, names the place and quotes
     *     nothing of the key
     */
    ApiKey read();

    /** How often to look for a newer key; none where it cannot change. */
    Optional<Duration> pause();
}
