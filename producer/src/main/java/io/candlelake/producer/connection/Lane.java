package io.candlelake.producer.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed's share of products: one connection after the other, for ever. When one is lost or has become old, the next is
 * opened; an old one is heard until the next is acknowledged, and a little longer.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Supplier<Connection> connections;
    private final Attempts attempts;
    private final Limits limits;
    private final Supplier<Duration> rotation;
    private final Duration overlap;
    private final FeedListener listener;

    private @Nullable Connection current;
    /** The age at which the current one is to be replaced. */
    private Duration lifetime = Duration.ZERO;

    private @Nullable Connection next;

    /** What the current one had waited when the next was acknowledged; absent before. */
    private @Nullable Duration overlapStart;

    private volatile boolean subscribed;

    /**
     * @param name for the log
     * @param connections opens one
     * @param rotation the age that a connection is to reach, asked anew for each
     */
    Lane(
            String name,
            Supplier<Connection> connections,
            Attempts attempts,
            Limits limits,
            Supplier<Duration> rotation,
            Duration overlap,
            FeedListener listener) {
        this.name = name;
        this.connections = connections;
        this.attempts = attempts;
        this.limits = limits;
        this.rotation = rotation;
        this.overlap = overlap;
        this.listener = listener;
    }

    /** True while there is a connection on which Coinbase has acknowledged the subscription. */
    boolean isSubscribed() {
        return subscribed;
    }

    /** Does what is due; to be called several times a second. Throws what no other connection would mend. */
    void tend() {
        tendCurrent();
        tendNext();
        if (next == null && isWanted() && attempts.isDue() && limits.tryConnect()) {
            listener.attempted();
            next = connections.get();
        }
    }

    private boolean isWanted() {
        return current == null || current.age().compareTo(lifetime) >= 0;
    }

    private void tendCurrent() {
        Connection held = current;
        if (held != null && isLost(held)) {
            subscribed = false;
            current = null;
        }
    }

    private void tendNext() {
        Connection opened = next;
        if (opened == null) {
            return;
        }
        if (isLost(opened)) {
            next = null;
            overlapStart = null;
        } else if (opened.isSubscribed()) {
            if (overlapStart == null) {
                overlapStart = current == null ? Duration.ZERO : current.waited();
                LOG.info("{}: subscribed", name);
                listener.subscribed();
            }
            replaceCurrent(opened, overlapStart);
        }
    }

    private void replaceCurrent(Connection successor, Duration since) {
        Connection old = current;
        if (old != null) {
            if (old.waited().minus(since).compareTo(overlap) < 0) {
                return;
            }
            old.close();
            LOG.info("{}: rotated", name);
            listener.rotated();
        }
        current = successor;
        lifetime = rotation.get();
        subscribed = true;
        next = null;
        overlapStart = null;
    }

    private boolean isLost(Connection connection) {
        Optional<String> loss = connection.loss();
        loss.ifPresent(reason -> {
            connection.close();
            Duration wait = attempts.failed(connection.age());
            LOG.warn("{}: {}; next attempt in {} ms", name, reason, wait.toMillis());
            listener.lost(reason);
        });
        return loss.isPresent();
    }

    @Override
    public void close() {
        subscribed = false;
        if (current != null) {
            current.close();
        }
        if (next != null) {
            next.close();
        }
    }
}
