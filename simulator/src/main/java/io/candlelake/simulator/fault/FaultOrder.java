package io.candlelake.simulator.fault;

import io.candlelake.domain.ProductId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A fault on demand:
 *
 * <pre>{@code
 * FaultOrder.of(FaultKind.DROP).on(Feed.EXCHANGE).of(ProductId.of("BTC-USD")).times(3)
 * }</pre>
 *
 * @param feed empty for any
 * @param product empty for any
 * @param count how often: of frames, requests, subscriptions or ids the next ones, of connections so many; when empty
 *     one, but every connection
 * @param seconds how long it lasts; when empty, as long as one by chance
 */
public record FaultOrder(
        FaultKind kind, Optional<Feed> feed, Optional<ProductId> product, OptionalInt count, OptionalDouble seconds) {
    private static final double MOST_SECONDS = 3_600;

    public FaultOrder {
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new IllegalArgumentException("a fault happens at least once, not " + count.getAsInt() + " times");
        }
        if (seconds.isPresent() && !(seconds.getAsDouble() > 0 && seconds.getAsDouble() <= MOST_SECONDS)) {
            throw new IllegalArgumentException(
                    "a fault lasts more than 0 and at most 3600 seconds, not " + seconds.getAsDouble());
        }
    }

    public static FaultOrder of(FaultKind kind) {
        return new FaultOrder(kind, Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalDouble.empty());
    }

    public FaultOrder on(Feed newFeed) {
        return new FaultOrder(kind, Optional.of(newFeed), product, count, seconds);
    }

    public FaultOrder of(ProductId newProduct) {
        return new FaultOrder(kind, feed, Optional.of(newProduct), count, seconds);
    }

    public FaultOrder times(int newCount) {
        return new FaultOrder(kind, feed, product, OptionalInt.of(newCount), seconds);
    }

    public FaultOrder lasting(double newSeconds) {
        return new FaultOrder(kind, feed, product, count, OptionalDouble.of(newSeconds));
    }

    boolean fits(FaultKind otherKind, Optional<Feed> otherFeed, Optional<ProductId> otherProduct) {
        return kind == otherKind
                && (feed.isEmpty() || feed.equals(otherFeed))
                && (product.isEmpty() || product.equals(otherProduct));
    }
}
