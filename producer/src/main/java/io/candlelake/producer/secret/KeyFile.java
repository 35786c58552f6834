package io.candlelake.producer.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code /run/secrets/coinbase.json}. Read anew each time, however old it says it is: a mounted secret is changed by
 * turning a link, which leaves times and sizes as they were.
 */
record KeyFile(Path path) implements KeySource {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A key has a few hundred bytes; a file that goes on is another one. */
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public ApiKey read() {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw problem("is too large for a key");
            }
            return ApiKey.parse(Files.readString(path));
        } catch (ApiKeyException wrong) {
            throw problem(String.valueOf(wrong.getMessage()));
        } catch (NoSuchFileException absent) {
            throw problem("does not exist");
        } catch (IOException unreadable) {
            throw problem("cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private ApiKeyException problem(String what) {
        return new ApiKeyException("the API key's file " + path + " " + what);
    }

    @Override
    public Optional<Duration> pause() {
        return Optional.of(PAUSE);
    }
}
