package io.candlelake.contract.frame;

import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import java.math.BigDecimal;
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

        void spotPrice(SpotQuote frame);

        void gapReport(GapReport frame);

        void spotMissed(SpotMissed frame);

        void other(Other frame);

        void unreadable(Unreadable frame);
    }

    /**
     * One or more trades, each judged by itself.
     *
     * @param kind {@code match}, {@code last_match}, {@code market_trades} or, of REST, {@code rest_trades}
     * @param trades in the frame's order (Advanced Trade and REST: newest first)
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
     * The answer of Coinbase's spot endpoint: {@code {"data":{"amount":"63514.6","base":"BTC","currency":"USD"}}}.
     *
     * @param productId the pair that was asked for
     * @param amount positive
     * @param currency of the amount
     */
    record SpotQuote(ProductId productId, BigDecimal amount, String currency) implements Frame {
        @Override
        public String kind() {
            return RestFrameParser.SPOT;
        }

        @Override
        public void visit(Cases cases) {
            cases.spotPrice(this);
        }
    }

    /**
     * What the producer knows of a range of missing trades. Not Coinbase's: the producer writes it among the product's frames,
     * before the one that showed the gap, and again when REST was asked in vain.
     *
     * @param productId the market
     * @param firstMissingId first id of the range
     * @param lastMissingId last id of the range
     * @param status OPEN or UNREPAIRABLE; that it is repaired is seen from the trades themselves
     * @param cause what showed it
     */
    record GapReport(ProductId productId, long firstMissingId, long lastMissingId, GapStatus status, GapCause cause)
            implements Frame {
        @Override
        public String kind() {
            return RestFrameParser.GAP;
        }

        @Override
        public void visit(Cases cases) {
            cases.gapReport(this);
        }
    }

    /**
     * A spot price that was to be fetched and was not. Not Coinbase's: the producer writes it.
     *
     * @param productId the pair
     * @param scheduledAt when it was to be fetched
     * @param detail why it was not, one line
     */
    record SpotMissed(ProductId productId, Timestamp scheduledAt, String detail) implements Frame {
        @Override
        public String kind() {
            return RestFrameParser.SPOT_MISSED;
        }

        @Override
        public void visit(Cases cases) {
            cases.spotMissed(this);
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
