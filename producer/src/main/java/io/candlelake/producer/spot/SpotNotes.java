package io.candlelake.producer.spot;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.ReceivedFrame;
import java.time.Clock;
import java.util.OptionalLong;

/**
 * Writes what settles intervals, and remembers it once Kafka has it: so after a crash an interval may get its note twice,
 * but is never forgotten.
 */
record SpotNotes(SpotSchedule schedule, SpotOutput output, SpotMemory memory, Clock clock) {
    /** A note for each interval up to so many at a time; after a long time down, one more names the rest. */
    static final int MOST_NOTES = 1_000;

    void price(ProductId pair, long number, ReceivedFrame answer) {
        output.write(RestFrameParser.SPOT, pair, answer, settling(pair, number));
    }

    void badAnswer(ProductId pair, ReceivedFrame answer) {
        output.write(RestFrameParser.SPOT, pair, answer, () -> {});
    }

    /** @param last of the intervals that were missed, at least the first */
    void missed(ProductId pair, long first, long last, String why) {
        long end = Math.min(last, first + MOST_NOTES - 1);
        for (long number = first; number <= end; number++) {
            note(pair, number, why, number == last ? settling(pair, last) : () -> {});
        }
        if (end < last) {
            String rest = "these " + (last - end) + " intervals up to " + schedule.beginning(last) + ": ";
            note(pair, end + 1, rest + why, settling(pair, last));
        }
    }

    private void note(ProductId pair, long number, String why, Runnable durable) {
        byte[] note = RestFrameParser.encode(new Frame.SpotMissed(pair, schedule.beginning(number), why));
        ReceivedFrame frame = new ReceivedFrame(note, OptionalLong.empty(), Timestamp.of(clock.instant()));
        output.write(RestFrameParser.SPOT_MISSED, pair, frame, durable);
    }

    private Runnable settling(ProductId pair, long number) {
        return () -> memory.settled(pair, schedule.beginning(number));
    }
}
