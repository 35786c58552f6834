package io.candlelake.streams.quality;

import java.math.BigDecimal;

/**
 * When a price is out of line: further from the rolling median than {@code mads} times the median absolute deviation.
 *
 * @param isOn whether prices are judged at all
 * @param mads how many deviations are out of line; default 8
 * @param floor the deviation counts as at least this part of the median, for that of a flat market is 0; default 0.0005, which with
 *     8 deviations is 0.4%
 * @param windowMicros how old the prices are at most that the median is of; default 5 min
 * @param warmUp how many of them, of {@value PriceWindow#SIZE}, are there before prices are judged; default 20
 * @param cooldownMicros how long after an alert no other of the same kind is made for the product; default 1 min
 */
public record SpikeSettings(
        boolean isOn, BigDecimal mads, BigDecimal floor, long windowMicros, int warmUp, long cooldownMicros) {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final String MADS = "SPIKE_MADS";

    /** 8 deviations of at least 0.05%, over 5 minutes. */
    public static final SpikeSettings DEFAULT = new SpikeSettings(
            true, BigDecimal.valueOf(8), new BigDecimal("0.0005"), 300 * MICROS_PER_SECOND, 20, 60 * MICROS_PER_SECOND);

    static SpikeSettings parse(Environment read) {
        boolean isOn = !read.text(MADS).filter(Environment.OFF::equals).isPresent();
        BigDecimal percent = DEFAULT.floor.movePointRight(2);
        return new SpikeSettings(
                isOn,
                isOn ? read.decimal(MADS, DEFAULT.mads, BigDecimal.valueOf(1_000)) : DEFAULT.mads,
                read.decimal("SPIKE_FLOOR_PERCENT", percent, BigDecimal.valueOf(100))
                        .movePointLeft(2),
                read.number("SPIKE_WINDOW_SECONDS", DEFAULT.windowMicros / MICROS_PER_SECOND, 60, 86_400)
                        * MICROS_PER_SECOND,
                (int) read.number("SPIKE_WARM_UP_SAMPLES", DEFAULT.warmUp, 3, PriceWindow.SIZE),
                read.duration("SPIKE_COOLDOWN", DEFAULT.cooldownMicros));
    }

    /** The shortest time between two prices of the window. */
    long stepMicros() {
        return windowMicros / PriceWindow.SIZE;
    }
}
