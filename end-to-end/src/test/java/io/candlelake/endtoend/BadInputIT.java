package io.candlelake.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedCandle;
import io.candlelake.endtoend.observed.ObservedReject;
import io.candlelake.endtoend.observed.ObservedTick;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a line says, nothing stops: good trades come through, each bad line is one row of rejects. */
@Tag("slow")
@Order(3)
@ExtendWith(ReplayedStack.Provider.class)
final class BadInputIT {
    private static final String MALFORMED = "MALFORMED_JSON";
    private static final String EMPTY = "EMPTY_FRAME|MALFORMED_JSON";
    private static final String NO_FRAME = "MALFORMED_JSON|MISSING_FIELD|WRONG_TYPE";
    private static final String PRICE = "INVALID_PRICE|OUT_OF_RANGE|SCALE_EXCEEDED";
    private static final String SIZE = "INVALID_SIZE|OUT_OF_RANGE|SCALE_EXCEEDED";
    private static final String MISSING = "MISSING_FIELD";
    private static final String WRONG_TYPE = "WRONG_TYPE|MISSING_FIELD";
    private static final String SIDE = "INVALID_SIDE|WRONG_TYPE";
    private static final String TIME = "INVALID_TIME|WRONG_TYPE";
    private static final String ID = "INVALID_TRADE_ID|OUT_OF_RANGE|WRONG_TYPE";
    private static final String PRODUCT = "INVALID_PRODUCT|WRONG_TYPE|MISSING_FIELD";
    private static final String TOO_LARGE = "FRAME_TOO_LARGE";

    /** A detail is for a person to read; the bytes stand in the payload. */
    private static final int DETAIL_LIMIT = 300;

    private final ReplayedStack stack;

    BadInputIT(ReplayedStack stack) {
        this.stack = stack;
    }

    @Test
    void goodTradesComeThroughAndEachBadLineIsOneReject() throws Exception {
        NastyFile nasty = nastyFile("NASTY-USD");
        Outcome outcome = replay(nasty, "nasty.ndjson");

        assertThat(Summary.of(outcome.out()).numbers("ticks")).as(outcome.out()).contains((long)
                nasty.good().size());
        tablesHold(nasty, "NASTY-USD");
    }

    /**
     * Each decimal fits its column, but what is computed from them might not. Whether such a trade is taken or refused is the product's to decide; that it is
     * one of both, and that what comes after goes through, is not.
     */
    @Test
    void aSumThatNoColumnHoldsStopsNothing() throws Exception {
        NastyFile sums = new NastyFile("SUMS-USD");
        sums.goodTrade();
        for (String number : List.of(
                "99999999999999999999.999999999999999999", "90000000000", "90000000000", "0.000000000000000001")) {
            for (int i = 0; i < 3; i++) {
                sums.goodLine(with(sums, "\"price\":\"" + number + "\"", "\"size\":\"" + number + "\""));
            }
        }
        for (int i = 0; i < 40; i++) {
            sums.goodTrade();
        }
        int rejectsBefore = stack.tables().rejects().size();
        replay(sums, "sums.ndjson");
        assertThat(ticks("SUMS-USD").size() + stack.tables().rejects().size() - rejectsBefore)
                .isEqualTo(sums.good().size());

        NastyFile after = new NastyFile("AFTER-USD");
        after.goodTrade().goodTrade();
        replay(after, "after.ndjson");
        tablesHold(after, "AFTER-USD");
    }

    private static String with(NastyFile file, String price, String size) {
        return file.match("")
                .replace("ID", Long.toString(file.nextId()))
                .replaceAll("\"price\":\"[^\"]*\"", price)
                .replaceAll("\"size\":\"[^\"]*\"", size);
    }

    private Outcome replay(NastyFile nasty, String name) throws IOException, InterruptedException {
        Path file = nasty.write(stack.sandbox().file(name));
        Outcome outcome = stack.replay(file, nasty.good());
        System.out.println(outcome);
        return outcome.succeeded();
    }

    private void tablesHold(NastyFile nasty, String product) {
        Map<Trade.Key, Trade> expected = new HashMap<>();
        nasty.good().forEach(trade -> expected.put(trade.key(), trade));
        List<ObservedCandle> candles = stack.tables().candles().stream()
                .filter(candle -> candle.key().product().equals(product))
                .toList();
        Map<ByteBuffer, List<ObservedReject>> rejects = new HashMap<>();
        stack.tables().rejects().forEach(reject -> rejects.computeIfAbsent(
                        reject.payload(), payload -> new ArrayList<>())
                .add(reject));

        SoftAssertions all = new SoftAssertions();
        all.assertThat(Difference.ofTicks(expected, ticks(product))).isEmpty();
        all.assertThat(Difference.ofCandles(Candles.of(nasty.good()), candles)).isEmpty();
        for (NastyFile.Bad bad : nasty.bad()) {
            byte[] payload = bad.line().length > NastyFile.LIMIT ? Arrays.copyOf(bad.line(), 64 << 10) : bad.line();
            List<ObservedReject> rows = rejects.getOrDefault(ByteBuffer.wrap(payload), List.of());
            all.assertThat(rows).as("rejects of: " + bad.what()).hasSize(1);
            rows.forEach(row -> {
                System.out.printf("%-30s %-16s %s%n", bad.what(), row.reason(), row.detail());
                all.assertThat(row.reason())
                        .as(bad.what() + ": " + row.detail())
                        .matches(bad.reason());
                all.assertThat(row.detail()).hasSizeLessThan(DETAIL_LIMIT);
            });
        }
        all.assertAll();
    }

    private List<ObservedTick> ticks(String product) {
        return stack.tables().ticks().stream()
                .filter(tick -> tick.trade().product().equals(product))
                .toList();
    }

    private static NastyFile nastyFile(String product) throws IOException {
        NastyFile file = new NastyFile(product);
        file.goodTrade().goodTrade();
        brokenLines(file);
        file.goodTrade();
        brokenPrices(file);
        file.goodTrade();
        brokenFields(file);
        file.goodTrade();
        largeLines(file, product);
        file.goodTrade().goodTrade();
        assertThat(distinct(file)).as("bad lines are told apart by their bytes").isTrue();
        return file;
    }

    private static boolean distinct(NastyFile file) {
        Set<ByteBuffer> lines = new HashSet<>();
        return file.bad().stream().allMatch(bad -> lines.add(ByteBuffer.wrap(bad.line())));
    }

    private static void brokenLines(NastyFile file) throws IOException {
        file.badLine("half a line", MALFORMED, "{\"type\":\"match\",\"trade_id\":5,".getBytes(UTF_8))
                .badLine("no JSON at all", MALFORMED, "hello, world".getBytes(UTF_8))
                .badLine("an empty line", EMPTY, new byte[0])
                .goodTrade()
                .badLine("blanks", EMPTY, "   \t ".getBytes(UTF_8))
                .badLine("an array", NO_FRAME, "[1,2,3]".getBytes(UTF_8))
                .badLine("a number", NO_FRAME, "42".getBytes(UTF_8))
                .badLine("a null", NO_FRAME, "null".getBytes(UTF_8))
                .badLine("an empty object", NO_FRAME, "{}".getBytes(UTF_8))
                .badLine("bytes that are no UTF-8", MALFORMED, new byte[] {(byte) 0x80, (byte) 0xff, 1, 2, (byte) 0xfe})
                .badLine("zero bytes", MALFORMED, new byte[] {0, 0, 0})
                .badLine("two objects", MALFORMED, "{\"type\":\"heartbeat\"}{\"type\":".getBytes(UTF_8))
                .goodTrade()
                .badTrade(
                        "a product that is no UTF-8",
                        PRODUCT + "|" + MALFORMED,
                        "\"product_id\":\"NASTY",
                        "\"product_id\":\"N\u00ff\u00c0STY")
                .badLine("100,000 open brackets", MALFORMED, "[".repeat(100_000).getBytes(UTF_8));
    }

    private static void brokenPrices(NastyFile file) throws IOException {
        for (String price : List.of(
                "-1.5",
                "0",
                "0.000",
                "-0",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e999999",
                "1e-999999",
                "1E+30",
                "",
                " ",
                "abc",
                "1,5",
                "0x10",
                "1.5.5",
                "1.0000000000000000001",
                "123456789012345678901",
                "9".repeat(200_000))) {
            String what = "price " + (price.length() > 30 ? price.length() + " digits" : price);
            file.badTrade(what, PRICE, price(file), "\"price\":\"" + price + "\"");
        }
        file.goodTrade();
        for (String price : List.of("null", "true", "{\"value\":\"1\"}", "[\"1\"]")) {
            file.badTrade("price " + price, PRICE + "|" + WRONG_TYPE, price(file), "\"price\":" + price);
        }
        file.badTrade("price NaN, bare", PRICE + "|" + MALFORMED, price(file), "\"price\":NaN");
        for (String size : List.of("-2", "0", "NaN", "1e999999", "", "two")) {
            file.badTrade("size " + size, SIZE, size(file), "\"size\":\"" + size + "\"");
        }
    }

    private static void brokenFields(NastyFile file) throws IOException {
        file.badTrade("no price", MISSING, price(file) + ",", "")
                .badTrade("no size", MISSING, size(file) + ",", "")
                .badTrade("no trade_id", MISSING, "\"trade_id\":ID,", "")
                .badTrade("no product", MISSING, "\"product_id\":\"NASTY-USD\",", "")
                .badTrade("no time", MISSING, ",\"time\":", ",\"then\":")
                .badTrade("no side", MISSING, "\"side\":", "\"edge\":")
                .goodTrade()
                .badTrade("side up", SIDE, "\"side\":\"", "\"side\":\"up")
                .badTrade("side 1", SIDE, "\"side\":\"", "\"side\":1,\"e\":\"")
                .badTrade("time yesterday", TIME, "\"time\":\"2026", "\"time\":\"yesterday 2026")
                .badTrade("the 45th of May", TIME, "2026-05-05", "2026-05-45")
                .badTrade("time without a zone", TIME, "Z\"}", "\"}")
                .badTrade("time 7", TIME, "\"time\":\"", "\"time\":7,\"t\":\"")
                .goodTrade()
                .badTrade("trade_id 0", ID, "\"trade_id\":ID", "\"trade_id\":0")
                .badTrade("trade_id -7", ID, "\"trade_id\":ID", "\"trade_id\":-7")
                .badTrade("trade_id in words", ID, "\"trade_id\":ID", "\"trade_id\":\"seven\"")
                .badTrade("trade_id 1.5", ID, "\"trade_id\":ID", "\"trade_id\":1.5")
                .badTrade("trade_id above 2^63", ID, "\"trade_id\":ID", "\"trade_id\":9223372036854775808")
                .badTrade("trade_id null", ID + "|" + WRONG_TYPE, "\"trade_id\":ID", "\"trade_id\":null")
                .badTrade("product empty", PRODUCT, "\"NASTY-USD\"", "\"\"")
                .badTrade("product 5", PRODUCT, "\"NASTY-USD\"", "5")
                .badTrade("product with a line break", PRODUCT, "\"NASTY-USD\"", "\"NASTY\\nUSD\"");
    }

    private static void largeLines(NastyFile file, String product) throws IOException {
        int five = 5_000_000;
        String level2 = "{\"type\":\"snapshot\",\"product_id\":\"" + product + "\",\"asks\":[],\"bids\":["
                + "[\"1.5\",\"2\"],".repeat(five / 12) + "[\"1\",\"1\"]]}";
        file.neutral(level2)
                .goodTrade()
                .goodLine(file.match("x".repeat(five)).replace("ID", Long.toString(file.nextId())))
                .badLine("5 MB of noise", MALFORMED, "noise ".repeat(five / 6).getBytes(UTF_8))
                .goodTrade()
                .badTrade("a frame over the limit", TOO_LARGE, "\"m\"", "\"" + "y".repeat(NastyFile.LIMIT) + "\"");
    }

    private static String price(NastyFile file) {
        return part(file, "price");
    }

    private static String size(NastyFile file) {
        return part(file, "size");
    }

    private static String part(NastyFile file, String name) {
        String line = file.match("");
        int from = line.indexOf("\"" + name + "\":");
        return line.substring(from, line.indexOf(',', from));
    }
}
