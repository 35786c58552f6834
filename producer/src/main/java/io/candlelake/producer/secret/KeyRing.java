package io.candlelake.producer.secret;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API key in use, and its successor once there is one:
 *
 * <pre>{@code
 * try (KeyRing key = KeyRing.open(KeySettings.parse(variables, problems), Clock.systemUTC(), KeyListener.NONE)) {
 *     key.restToken("GET", URI.create("https://api.coinbase.com/v2/prices/BTC-USD/spot"));
 * }
 * }</pre>
 *
 * <p>A file is looked at every 2 s, a secret every 5 min, and either at once when Coinbase refused a token. A successor that
 * cannot be read is no reason to stop: the key before stays in use, which is said once and counted each time.
 */
public final class KeyRing implements Authorization, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    /** Between two looks for refused tokens: each costs a call, and a key that is refused for good would make one a second. */
    private static final long REFUSED_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Optional<KeySource> source;
    private final Clock clock;
    private final KeyListener listener;
    private final @Nullable Thread watch;
    private volatile @Nullable ApiKey key;

    // Guarded by this.
    private boolean broken;
    private long lastLookNanos = System.nanoTime() - REFUSED_PAUSE_NANOS;

    private KeyRing(Optional<KeySource> source, Clock clock, KeyListener listener, Optional<Duration> pause) {
        this.source = source;
        this.clock = clock;
        this.listener = listener;
        this.key = source.map(KeySource::read).orElse(null);
        this.watch = pause.map(this::watch).orElse(null);
    }

    /**
     * Reads the key, where there is one.
     *
     * @throws ApiKeyException when there should be one and it cannot be read; its message is one line that says how to mend
     *     it
     */
    public static KeyRing open(KeySettings settings, Clock clock, KeyListener listener) {
        return open(settings, clock, listener, settings.source().flatMap(KeySource::pause));
    }

    static KeyRing open(KeySettings settings, Clock clock, KeyListener listener, Optional<Duration> pause) {
        return new KeyRing(settings.source(), clock, listener, pause);
    }

    private Thread watch(Duration pause) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(pause.toMillis());
                            look();
                        }
                    } catch (InterruptedException closed) {
                        // Asked to.
                    }
                },
                "api-key");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public Optional<String> webSocketToken() {
        return Optional.ofNullable(key).map(current -> current.token(Optional.empty(), clock.instant()));
    }

    @Override
    public Optional<String> restToken(String method, URI uri) {
        return Optional.ofNullable(key)
                .map(current ->
                        current.token(Optional.of(method + " " + uri.getHost() + uri.getRawPath()), clock.instant()));
    }

    @Override
    public void refused() {
        synchronized (this) {
            if (System.nanoTime() - lastLookNanos < REFUSED_PAUSE_NANOS) {
                return;
            }
            look();
        }
    }

    /** Two looks at a time would race for which key is the newer. */
    private synchronized void look() {
        try {
            source.ifPresent(place -> take(place.read()));
        } catch (ApiKeyException unusable) {
            listener.rotationFailed();
            if (!broken) {
                broken = true;
                LOG.error("{}; the API key read before stays in use", unusable.getMessage());
            }
        } finally {
            lastLookNanos = System.nanoTime();
        }
    }

    private synchronized void take(ApiKey found) {
        if (!found.equals(key)) {
            key = found;
            listener.rotated();
            LOG.info("the API key was rotated; the new one is in use");
        } else if (broken) {
            LOG.info("the API key can be read again; it is the same");
        }
        broken = false;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.interrupt();
        }
    }

    @Override
    public String toString() {
        return "KeyRing[hidden]";
    }
}
