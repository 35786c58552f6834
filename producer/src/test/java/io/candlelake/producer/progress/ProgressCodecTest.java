package io.candlelake.producer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.Resumed;
import org.junit.jupiter.api.Test;

class ProgressCodecTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");

    @Test
    void ofMoreRangesThanFitTheLowerOnesAreNoted() {
        LongRanges done = new LongRanges();
        for (long id = 1; id <= 2L * ProgressCodec.MOST_RANGES + 9; id += 2) {
            done.add(id);
        }

        Resumed read = ProgressCodec.decode(ProgressCodec.encode(BTC, new Resumed(1, done), Long.MAX_VALUE));

        assertThat(read.done().count()).isEqualTo(ProgressCodec.MOST_RANGES);
        assertThat(read.done().max()).isEqualTo(2L * ProgressCodec.MOST_RANGES - 1);
    }

    @Test
    void noteEndsWhereTradesAreBelievedToExist() {
        Resumed read = ProgressCodec.decode(ProgressCodec.encode(BTC, new Resumed(1, ranges(1, 9, 20, 30)), 25));

        assertThat(read).isEqualTo(new Resumed(1, ranges(1, 9, 20, 25)));
    }

    private static LongRanges ranges(long first, long last, long secondFirst, long secondLast) {
        LongRanges ranges = new LongRanges();
        ranges.addAll(first, last);
        ranges.addAll(secondFirst, secondLast);
        return ranges;
    }
}
