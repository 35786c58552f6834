package io.candlelake.contract.frame;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.util.List;
import java.util.Optional;

/** What a frame is. */
public sealed interface Frame {
    /** The frame's own word for its kind: {@code match}, {@code market_trades}; empty when it could not be read. */
    String kind();

    /** Goes to the case that this frame is. Java 17 has no switch over a sealed family; this keeps it exhaustive. */
    void visit(Cases cases);

    /** One method for each kind of frame. */
    interface Cases {
        void trades(Trades frame);

        void heartbeat(Heartbeat frame);

        void replayEnd(ReplayEnd frame);

        void other(Other frame);

        void unreadable(Unreadable frame);
    }

    /**
     * One or more trades, each judged by itself.
     *
     * @param kind {@code match}, {@code last_match} or {@code market_trades}
     * @param trades in the frame's order (Advanced Trade: newest first)
     */
    record Trades(String kind, List<JudgedTrade> trades) implements Frame {
        @Override
        public void visit(Cases cases) {
            cases.trades(this);
        }
    }

    /**
     * A trade of a frame, or why it is none.
     *
     * @param productId where it could be read
     * @param verdict the trade, or the reason
     */
    record JudgedTrade(Optional<ProductId> productId, Verdict<Trade> verdict) {}

    /**
     * A sign of life.
     *
     * @param kind {@code heartbeat} or {@code heartbeats}
     * @param productId absent on Advanced Trade, whose heartbeats are of the connection
     * @param time the exchange's
     * @param lastTradeId the product's newest trade; 0 where unknown
     */
    record Heartbeat(String kind, Optional<ProductId> productId, Timestamp time, long lastTradeId) implements Frame {
        @Override
        public void visit(Cases cases) {
            cases.heartbeat(this);
        }
    }

    /**
     * The end of a replayed file for one product. Not Coinbase's: the replayer writes it, and it counts only on the replay
     * feed.
     *
     * @param productId whose windows close
     */
    record ReplayEnd(ProductId productId) implements Frame {
        /** The value of {@code type} in its JSON. */
        public static final String KIND = "replay_end";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void visit(Cases cases) {
            cases.replayEnd(this);
        }
    }

    /**
     * Neither trades nor a heartbeat: a ticker, level2, candles, an acknowledgement. Kept and counted.
     *
     * @param kind the frame's own word
     * @param productId where it names one
     */
    record Other(String kind, Optional<ProductId> productId) implements Frame {
        @Override
        public void visit(Cases cases) {
            cases.other(this);
        }
    }

    /**
     * Bad input.
     *
     * @param kind where it could be read, else empty
     * @param reason why
     * @param detail one line for a person
     * @param productId where it could be read
     */
    record Unreadable(String kind, RejectReason reason, String detail, Optional<ProductId> productId) implements Frame {
        @Override
        public void visit(Cases cases) {
            cases.unreadable(this);
        }
    }
}
