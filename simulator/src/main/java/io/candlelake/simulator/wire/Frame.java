package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import java.util.List;

/**
 * A frame on its way to a client: a sealed family, since faults are of its kind.
 *
 * <pre>{@code
 * new Frame.Trades(bitcoin, List.of(1052119289L), "{\"type\":\"match\",...}")
 * }</pre>
 */
public sealed interface Frame {
    /** The bytes, as text. */
    String text();

    /** Live trades of one product: a match, or an update. */
    record Trades(ProductId product, List<Long> tradeIds, String text) implements Frame {}

    /** The answer to a subscription. */
    record Acknowledgement(String text) implements Frame {}

    /** Anything else: heartbeats, snapshots, errors. */
    record Other(String text) implements Frame {}
}
