package io.candlelake.simulator.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way in which an exchange, or the network before it, fails: {@code DROP}, {@code drop} in settings. */
public enum FaultKind {
    /** A frame of trades is not sent. */
    DROP(Unit.FRAME, 0.002, 0, 0),
    /** A frame of trades is sent twice. */
    DUPLICATE(Unit.FRAME, 0.003, 0, 0),
    /** A frame of trades is sent after the next one of its product. */
    REORDER(Unit.FRAME, 0.003, 0, 0),
    /** A frame of trades is held back, while the later ones pass or wait. */
    DELAY(Unit.FRAME, 0.002, 0.2, 3),
    /** A frame of trades is sent as something that is not JSON. */
    MALFORMED(Unit.FRAME, 0.001, 0, 0),
    /** A frame of trades is sent with a field of a wrong type in each of them. */
    WRONG_TYPE(Unit.FRAME, 0.001, 0, 0),
    /** A connection ends without a good-bye; on demand with seconds, none is let in for so long. */
    CUT(Unit.SECOND, 0.035, 0, 0),
    /** A connection ends within the next frame of trades. */
    CUT_MID_FRAME(Unit.SECOND, 0.035, 0, 0),
    /** Nothing is sent or read any more on a connection that stays open. */
    HALF_OPEN(Unit.SECOND, 0.035, 60, 60),
    /** An error frame comes in the middle of a session. */
    ERROR_MESSAGE(Unit.SECOND, 0.05, 0, 0),
    /** A subscription is not acknowledged, but in force. */
    NO_ACK(Unit.SUBSCRIPTION, 0.1, 0, 0),
    /** Heartbeats stay away. */
    NO_HEARTBEAT(Unit.SECOND, 0.035, 2, 8),
    /** A request over REST is refused, though within the limit. */
    REST_429(Unit.REQUEST, 0.04, 0, 0),
    /** A request over REST fails. */
    REST_500(Unit.REQUEST, 0.04, 0, 0),
    /** A request over REST is never answered; the connection stays open for so long. */
    REST_TIMEOUT(Unit.REQUEST, 0.02, 60, 60),
    /** The answer over REST comes in drips. */
    REST_SLOW(Unit.REQUEST, 0.04, 1, 4),
    /** A page of trades is empty, though it has trades. */
    REST_EMPTY_PAGE(Unit.REQUEST, 0.04, 0, 0),
    /** The exchange's time is wrong by up to 30 seconds. */
    CLOCK_SKEW(Unit.SECOND, 0.035, 4, 12),
    /** A product does not trade. */
    HALT(Unit.SECOND, 0.05, 3, 10),
    /** A trade id is left out: it never existed. */
    SKIP_ID(Unit.TRADE_ID, 0.002, 0, 0);

    /** What a rate counts. */
    public enum Unit {
        /** Of live trades to one client: a match, an update; not a snapshot. */
        FRAME,
        /** Of each feed, or of the exchange. */
        SECOND,
        SUBSCRIPTION,
        REQUEST,
        TRADE_ID
    }

    private final Unit unit;
    private final double usualRate;
    private final double leastSeconds;
    private final double mostSeconds;

    FaultKind(Unit unit, double usualRate, double leastSeconds, double mostSeconds) {
        this.unit = unit;
        this.usualRate = usualRate;
        this.leastSeconds = leastSeconds;
        this.mostSeconds = mostSeconds;
    }

    /** {@code cut_mid_frame}: the name in settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its rate is a part of. */
    public Unit unit() {
        return unit;
    }

    /** Its rate in {@code all}: once or more in a minute of 100 trades a second, and the feeds still get somewhere. */
    double usualRate() {
        return usualRate;
    }

    /** How long it lasts, where nobody said it. */
    double seconds(double part) {
        return leastSeconds + part * (mostSeconds - leastSeconds);
    }

    static List<FaultKind> of(Unit unit) {
        return Stream.of(values()).filter(kind -> kind.unit == unit).toList();
    }

    /** By either name, {@code CUT} or {@code cut}. Empty when there is no such kind. */
    public static Optional<FaultKind> parse(String text) {
        return Stream.of(values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
