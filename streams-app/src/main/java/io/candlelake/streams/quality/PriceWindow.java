package io.candlelake.streams.quality;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last prices of a product, at most {@value #SIZE}, no closer to each other than a step of event time, and what follows from
 * them: {@code median 63514.6, deviation 3.2, so out of line are 63489 and 63540.2}.
 *
 * <p>One price among sixty moves the median hardly and the median of the deviations hardly, however wild it is. All of it is exact.
 */
final class PriceWindow {
    static final int SIZE = 60;

    private final Deque<Sample> samples = new ArrayDeque<>(SIZE);
    private final List<BigDecimal> sorted = new ArrayList<>(SIZE);
    private @Nullable Bounds bounds;

    /** Whether it is other than what was stored. */
    boolean isChanged;

    /**
     * A price of the window.
     *
     * @param time start of its second, microseconds since the epoch
     * @param price the last of that second
     */
    record Sample(long time, BigDecimal price) {}

    /**
     * From where on a price is out of line.
     *
     * @param median of the window
     * @param low prices below are
     * @param high prices above are
     */
    record Bounds(BigDecimal median, BigDecimal low, BigDecimal high) {}

    /** The price of the second, if the newest of the window is a step older. */
    void offer(long time, BigDecimal price, SpikeSettings settings) {
        Sample newest = samples.peekLast();
        if (newest != null && time - newest.time() < settings.stepMicros()) {
            return;
        }
        if (samples.size() == SIZE) {
            dropOldest();
        }
        add(new Sample(time, price));
        isChanged = true;
        bounds = null;
    }

    /** Also puts back what was stored, the oldest first. */
    void add(Sample sample) {
        samples.addLast(sample);
        int place = Collections.binarySearch(sorted, sample.price());
        sorted.add(place < 0 ? -place - 1 : place, sample.price());
    }

    private void dropOldest() {
        sorted.remove(Collections.binarySearch(sorted, samples.removeFirst().price()));
    }

    /** For a second that starts then; null while there are too few prices. */
    @Nullable
    Bounds bounds(long time, SpikeSettings settings) {
        while (!samples.isEmpty() && samples.getFirst().time() < time - settings.windowMicros()) {
            dropOldest();
            isChanged = true;
            bounds = null;
        }
        if (samples.size() < settings.warmUp()) {
            return null;
        }
        if (bounds == null) {
            BigDecimal median = median();
            BigDecimal deviation = deviation(median).max(median.multiply(settings.floor()));
            BigDecimal reach = deviation.multiply(settings.mads());
            bounds = new Bounds(median, median.subtract(reach), median.add(reach));
        }
        return bounds;
    }

    private BigDecimal median() {
        int size = sorted.size();
        return Decimals.middle(sorted.get((size - 1) / 2), sorted.get(size / 2));
    }

    /** The median of the distances to the median: those to both sides grow outwards, so they are merged from the middle. */
    private BigDecimal deviation(BigDecimal median) {
        int size = sorted.size();
        int left = (size - 1) / 2;
        int right = left + 1;
        BigDecimal nearer = BigDecimal.ZERO;
        BigDecimal distance = BigDecimal.ZERO;
        for (int taken = 0; taken <= size / 2; taken++) {
            nearer = distance;
            BigDecimal toLeft = left < 0 ? null : median.subtract(sorted.get(left));
            BigDecimal toRight = right == size ? null : sorted.get(right).subtract(median);
            if (toRight == null || (toLeft != null && toLeft.compareTo(toRight) <= 0)) {
                distance = toLeft == null ? distance : toLeft;
                left--;
            } else {
                distance = toRight;
                right++;
            }
        }
        return size % 2 == 0 ? Decimals.middle(nearer, distance) : distance;
    }

    void clear() {
        isChanged |= !samples.isEmpty();
        samples.clear();
        sorted.clear();
        bounds = null;
    }

    /** The oldest first. */
    Collection<Sample> samples() {
        return samples;
    }
}
