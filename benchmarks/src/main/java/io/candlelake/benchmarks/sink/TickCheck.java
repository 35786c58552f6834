package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.load.MadeTrade;
import io.candlelake.benchmarks.load.TickSum;
import io.candlelake.benchmarks.load.TickTopic;
import io.candlelake.benchmarks.report.Lags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;

/** Reads every row of the table's files and holds it against what was produced; knows nothing of the sink that wrote them. */
final class TickCheck {
    private static final String RECEIVED_AT = "received_at";
    private static final int FIRST_ROOM = 1 << 16;

    private final Table table;
    private final Schema schema;
    private final int productId;
    private final int tradeId;
    private final int price;
    private final int size;
    private final int takerSide;
    private final int time;
    private final int sequence;
    private final int feed;
    private final int receivedAt;
    private final int rawPartition;
    private final int rawOffset;
    private final TickSum sum = new TickSum();
    private final BitSet seen = new BitSet();
    private long twice;
    private long inexact;
    private long[] lags = new long[FIRST_ROOM];
    private int lagCount;

    private TickCheck(Table table) {
        this.table = table;
        this.schema = table.schema();
        this.productId = column("product_id");
        this.tradeId = column("trade_id");
        this.price = column("price");
        this.size = column("size");
        this.takerSide = column("taker_side");
        this.time = column("time");
        this.sequence = column("sequence");
        this.feed = column("feed");
        this.receivedAt = column(RECEIVED_AT);
        this.rawPartition = column("raw_partition");
        this.rawOffset = column("raw_offset");
    }

    private int column(String name) {
        return schema.columns().indexOf(schema.findField(name));
    }

    /**
     * What the table holds.
     *
     * @param rows all of them
     * @param lost that were produced and are not there
     * @param twice that are there again
     * @param same whether the rest is, value by value, what was produced
     * @param lags from producing to seeing, milliseconds, of the rows that were asked for
     */
    record Found(long rows, long lost, long twice, boolean same, Lags lags) {
        boolean right() {
            return lost == 0 && twice == 0 && same;
        }

        /** {@code right}, or what is wrong. */
        @Override
        public String toString() {
            if (right()) {
                return "right";
            }
            return lost + twice == 0 ? "altered" : lost + " lost, " + twice + " twice";
        }
    }

    /** All rows. */
    static Found rows(SinkLake lake, TickSum expected) {
        return rows(lake, expected, List.of(), Long.MAX_VALUE);
    }

    /**
     * All rows, and how long after it was produced each was seen.
     *
     * @param sightings of all snapshots
     * @param fromMicros rows that were produced before are not timed
     */
    static Found rows(SinkLake lake, TickSum expected, List<TableWatch.Sighting> sightings, long fromMicros) {
        Table table = lake.ticks();
        Map<String, Long> visible = new HashMap<>();
        for (TableWatch.Sighting sighting : sightings) {
            for (DataFile file : added(table, sighting)) {
                visible.put(file.location(), sighting.micros());
            }
        }
        TickCheck check = new TickCheck(table);
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                check.read(task.file(), visible.getOrDefault(task.file().location(), Long.MIN_VALUE), fromMicros);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the table cannot be read", unreadable);
        }
        return check.found(expected);
    }

    private Found found(TickSum expected) {
        return new Found(
                sum.rows() + inexact,
                expected.rows() - seen.cardinality(),
                twice,
                inexact == 0 && sum.sameAs(expected),
                Lags.of(lags, lagCount));
    }

    private void read(DataFile file, long visibleMicros, long fromMicros) throws IOException {
        try (CloseableIterable<StructLike> rows = Parquet.read(table.io().newInputFile(file.location()))
                .project(schema)
                .createReaderFunc(type -> InternalReader.create(schema, type))
                .build()) {
            for (StructLike row : rows) {
                take(row);
                long received = number(row, receivedAt);
                if (received >= fromMicros) {
                    time(visibleMicros - received);
                }
            }
        }
    }

    private void take(StructLike row) {
        long number = number(row, rawOffset) * TickTopic.RAW_PARTITIONS + number(row, rawPartition);
        if (seen.get((int) number)) {
            twice++;
        }
        seen.set((int) number);
        try {
            sum.add(
                    text(row, productId),
                    number(row, tradeId),
                    units(row, price, MadeTrade.PRICE_SCALE),
                    units(row, size, MadeTrade.SIZE_SCALE),
                    text(row, takerSide).equals("buy"),
                    number(row, time),
                    number(row, sequence),
                    text(row, feed),
                    number(row, receivedAt),
                    number);
        } catch (ArithmeticException otherDigits) {
            inexact++;
        }
    }

    private void time(long micros) {
        lags = lagCount == lags.length ? Arrays.copyOf(lags, lagCount * 2) : lags;
        lags[lagCount++] = micros / 1_000;
    }

    private static String text(StructLike row, int column) {
        return row.get(column, Object.class).toString();
    }

    private static long number(StructLike row, int column) {
        return row.get(column, Number.class).longValue();
    }

    /** Throws {@link ArithmeticException} when the decimal has digits that no trade was made with. */
    private static long units(StructLike row, int column, int scale) {
        return row.get(column, BigDecimal.class)
                .setScale(scale, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    private static Iterable<DataFile> added(Table table, TableWatch.Sighting sighting) {
        return SnapshotChanges.builderFor(table)
                .snapshot(sighting.snapshot())
                .build()
                .addedDataFiles();
    }

    /** When the newest of the rows that the snapshot added was produced, as its files say themselves; 0 of none. */
    static long newestMicros(Table table, TableWatch.Sighting sighting) {
        NestedField field = table.schema().findField(RECEIVED_AT);
        long newest = 0;
        for (DataFile file : added(table, sighting)) {
            Long bound =
                    Conversions.fromByteBuffer(field.type(), file.upperBounds().get(field.fieldId()));
            newest = Math.max(newest, bound);
        }
        return newest;
    }
}
