package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.table.Tables;
import io.candlelake.lake.Definition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** Whatever a message looks like, the quick way says what the whole parser says, or leaves it to that one. */
class JsonRowsTest {
    private static final Schema TICKS = Definition.schema(Tables.named("ticks"));
    private static final Schema CANDLES = Definition.schema(Tables.named("candles"));
    private static final String TICK = """
            {"product_id":"BTC-USD","trade_id":1052119289,"price":"63514.6","size":"0.20000000","taker_side":"buy",\
            "time":"2026-07-07T22:58:17.164892Z","sequence":112893485297,"feed":"exchange",\
            "received_at":"2026-07-07T22:58:17.18Z","raw_partition":3,"raw_offset":1200}""";

    @Example
    void ourOwnMessagesArePlain() {
        Row row = new Row(TICKS.columns().size());

        assertThat(new PlainJson(TICKS).read(TICK.getBytes(UTF_8), row)).isTrue();
        assertThat(values(row))
                .containsExactly(
                        "BTC-USD",
                        1_052_119_289L,
                        new BigDecimal("63514.600000000000000000"),
                        new BigDecimal("0.200000000000000000"),
                        "buy",
                        1_783_465_097_164_892L,
                        112_893_485_297L,
                        "exchange",
                        1_783_465_097_180_000L,
                        3,
                        1_200L);
    }

    @Example
    void absentAndNullFieldsAreNull() {
        Row row = new Row(TICKS.columns().size());

        assertThat(new PlainJson(TICKS)
                        .read(TICK.replace("\"sequence\":112893485297,", "").getBytes(UTF_8), row))
                .isTrue();
        assertThat(row.get(6)).isNull();
        assertThat(new PlainJson(TICKS)
                        .read(TICK.replace("112893485297", "null").getBytes(UTF_8), row))
                .isTrue();
        assertThat(row.get(6)).isNull();
    }

    @Property(tries = 5_000)
    void oddMessageIsReadAsByTheWholeParser(@ForAll("messages") String message) {
        assertThat(read(TICKS, message)).isEqualTo(read(TICKS, " " + message));
    }

    @Property(tries = 5_000)
    void candleOfAnyValuesIsReadAsByTheWholeParser(@ForAll("candles") String message) {
        assertThat(read(CANDLES, message)).isEqualTo(read(CANDLES, " " + message));
    }

    /** A tick with some bytes changed, gone or come. */
    @Provide
    Arbitrary<String> messages() {
        Arbitrary<String> bytes = Arbitraries.strings()
                .withChars("{}[]\",:.0189-+eEntué\\ \u0001\u007f")
                .ofMaxLength(3);
        Arbitrary<Integer> places = Arbitraries.integers().between(0, TICK.length());
        return Combinators.combine(places, Arbitraries.integers().between(0, 3), bytes)
                .as((place, gone, come) ->
                        TICK.substring(0, place) + come + TICK.substring(Math.min(TICK.length(), place + gone)));
    }

    /** All fields with values of any form, some absent. */
    @Provide
    Arbitrary<String> candles() {
        List<Arbitrary<String>> fields = new ArrayList<>();
        for (NestedField column : CANDLES.columns()) {
            fields.add(Arbitraries.frequencyOf(
                    Tuple.of(30, values(column.type())),
                    Tuple.of(1, Arbitraries.of("null", "\"\"", "0", "-1", "true", "{}", "[1]", "\"x\"")),
                    Tuple.of(1, Arbitraries.just("absent"))));
        }
        return Combinators.combine(fields).as(values -> IntStream.range(0, values.size())
                .filter(i -> !values.get(i).equals("absent"))
                .mapToObj(i -> '"' + CANDLES.columns().get(i).name() + "\":" + values.get(i))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static Arbitrary<String> values(Type type) {
        return switch (type.typeId()) {
            case DECIMAL -> decimals();
            case LONG, INTEGER -> Arbitraries.longs().map(String::valueOf);
            case BOOLEAN -> Arbitraries.of("true", "false");
            case TIMESTAMP -> Arbitraries.of("\"2026-07-07T22:58:00Z\"", "\"2026-02-29T22:58:00Z\"");
            default -> Arbitraries.of("\"BTC-USD\"", "\"1m\"", "\"\\u0031m\"", "\"é\"");
        };
    }

    private static Arbitrary<String> decimals() {
        Arbitrary<String> digits = Arbitraries.strings().withChars("0123456789").ofMaxLength(22);
        return Combinators.combine(digits, Arbitraries.of("", ".", "."), digits, Arbitraries.of("\"", "\"", "\"", ""))
                .as((before, point, after, quote) -> quote + before + point + after + quote);
    }

    /** The row, or why there is none. */
    private static Object read(Schema schema, String message) {
        Row row = new Row(schema.columns().size());
        try {
            new JsonRows(schema, false).read(record(message), row);
            return values(row);
        } catch (UnwritableRecordException unwritable) {
            // The space in front, which makes a message one for the whole parser, moves what it tells of columns.
            return String.valueOf(unwritable.getMessage()).replaceAll("column: \\d+", "column");
        }
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(Objects.requireNonNullElse(row.get(i), "null"));
        }
        return values;
    }

    private static SinkRecord record(String message) {
        return new SinkRecord("ticks", 0, null, null, null, message.getBytes(UTF_8), 0, 0L, TimestampType.CREATE_TIME);
    }
}
