package io.candlelake.lake.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.expressions.Expressions;

/**
 * The table {@code raw_messages} in the order of the topic: partition by partition, offset by offset, a stretch of offsets at a time so
 * that memory holds no more than that. The payload of a large frame of which nothing follows (a level2 snapshot is megabytes) is left
 * out.
 */
public final class RawOrder {
    private static final long STRETCH = 20_000;
    private static final int LARGE = 32 * 1024;
    private static final byte[] LEFT_OUT = "{\"type\":\"left_out\"}".getBytes(UTF_8);

    private final TableRows raw;
    private final FrameParser parser = new FrameParser();

    /** Of rows of {@code raw_messages}. */
    public RawOrder(TableRows raw) {
        this.raw = raw;
    }

    /**
     * Hands over each row.
     *
     * @param from offset, inclusive
     * @param to offset, exclusive
     */
    public void read(int partition, long from, long to, Consumer<Row> rows) {
        for (long start = from; start < to; start += STRETCH) {
            List<Row> stretch = new ArrayList<>();
            raw.read(
                    Expressions.and(
                            Expressions.equal("kafka_partition", partition),
                            Expressions.greaterThanOrEqual("kafka_offset", start),
                            Expressions.lessThan("kafka_offset", Math.min(start + STRETCH, to))),
                    row -> stretch.add(light(row)));
            stretch.sort(Comparator.comparingLong(row -> row.number("kafka_offset")));
            stretch.forEach(rows);
        }
    }

    private Row light(Row row) {
        byte[] payload = (byte[]) row.get("payload");
        if (payload != null && payload.length > LARGE && parser.parse(payload) instanceof Frame.Other) {
            row.values()[row.form().index("payload")] = LEFT_OUT.clone();
        }
        return row;
    }
}
