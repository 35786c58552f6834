package io.candlelake.producer.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.ReceivedFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedLineTest {
    private static final Timestamp NOW = Timestamp.of("2026-07-07T22:58:17.164892Z");
    private static final ProductId BTC = ProductId.of("BTC-USD");

    @Test
    void aFrameIsALineAsItWasReceived() {
        for (String frame : new String[] {
            "{\"type\":\"match\",\"trade_id\":7}",
            " {\"a\" : 1.0 } ",
            "noise",
            "",
            "{\"candlelake\"",
            "\r{}",
            "\u00e9\u20ac"
        }) {
            byte[] line = new RecordedLine.Frame(frame(frame)).toBytes();
            assertThat(new String(line, UTF_8)).isEqualTo(frame);
            assertComesBack(new RecordedLine.Frame(frame(frame)));
        }
    }

    @Test
    void whatCannotStandAsALineIsInAnEnvelope() {
        assertThat(line(frame("two\nlines"))).isEqualTo("{\"candlelake\":\"frame\",\"payload\":\"two\\nlines\"}");
        assertThat(line(frame("{\"a\":1}\r"))).isEqualTo("{\"candlelake\":\"frame\",\"payload\":\"{\\\"a\\\":1}\\r\"}");
        assertThat(line(frame("{\"candlelake\":1}")))
                .isEqualTo("{\"candlelake\":\"frame\",\"payload\":{\"candlelake\":1}}");
        assertThat(line(new ReceivedFrame(new byte[] {'\n', (byte) 0xff}, OptionalLong.empty(), NOW)))
                .isEqualTo("{\"candlelake\":\"frame\",\"payload_base64\":\"Cv8=\"}");
        assertThat(line(new ReceivedFrame("{\"a".getBytes(UTF_8), OptionalLong.of(9_000_000), NOW)))
                .isEqualTo("{\"candlelake\":\"frame\",\"original_size\":9000000,\"payload\":\"{\\\"a\"}");
    }

    @Test
    void aPageStandsInItsEnvelopeAsItIs() {
        String page = "[{\"trade_id\":7, \"price\":\"1.50\",\"size\":1e5}]";
        assertThat(rest(page))
                .isEqualTo("{\"candlelake\":\"rest\",\"channel\":\"rest_trades\",\"product_id\":\"BTC-USD\","
                        + "\"received_at\":\"2026-07-07T22:58:17.164892Z\",\"payload\":" + page + "}");
    }

    @Test
    void nothingInAPayloadIsTakenForTheEnvelope() {
        for (String nasty : List.of(
                "[1],\"channel\":\"gap_report\"",
                "[1],\"payload\":[1]",
                "{}}",
                "[",
                "{\"a\":\"\\ud800\"}",
                "[".repeat(999) + "]".repeat(999),
                "[" + "1".repeat(2_000) + "]",
                "\"text\"",
                "7",
                "null",
                "[1]\n",
                "[1] ",
                "[1\r,2]")) {
            assertComesBack(new RecordedLine.Rest("rest_trades", BTC, frame(nasty)));
        }
    }

    @Test
    void anyBytesComeBackExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] alphabet = "\r\n{}[]\",:\\ \u0000\u001f1e.ac\u00ff\u00e9{\"candlelake\":".getBytes(ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(24)];
            for (int at = 0; at < payload.length; at++) {
                payload[at] = alphabet[random.nextInt(alphabet.length)];
            }
            ReceivedFrame frame = new ReceivedFrame(payload, OptionalLong.empty(), NOW);
            assertComesBack("seed " + seed, new RecordedLine.Frame(frame));
            assertComesBack("seed " + seed, new RecordedLine.Rest("spot_price", BTC, frame));
        }
    }

    @Test
    void theLargestFrameComesBackWhateverItsBytes() {
        byte[] controls = new byte[FrameLimit.MAX_BYTES];
        byte[] lineFeeds = controls.clone();
        Arrays.fill(lineFeeds, (byte) '\n');
        for (byte[] payload : new byte[][] {controls, lineFeeds}) {
            RecordedLine rest =
                    new RecordedLine.Rest("rest_trades", BTC, new ReceivedFrame(payload, OptionalLong.empty(), NOW));
            assertThat(rest.toBytes().length).isLessThanOrEqualTo(RecordedLine.MAX_BYTES);
            assertComesBack(rest);
        }
    }

    @Test
    void aConnectionIsNamed() {
        RecordedLine line = new RecordedLine.Connection("5b0c");
        assertThat(new String(line.toBytes(), UTF_8))
                .isEqualTo("{\"candlelake\":\"connection\",\"connection_id\":\"5b0c\"}");
        assertThat(read(line.toBytes())).isEqualTo(line);
    }

    @Test
    void whatOnlyLooksLikeAnEnvelopeIsAFrame() {
        for (String line : List.of(
                "{\"candlelake\":",
                "{\"candlelake\":\"other\"}",
                "{\"candlelake\":\"connection\"}",
                "{\"candlelake\":\"frame\"}",
                "{\"candlelake\":\"frame\",\"payload\":\"a\"}}",
                "{\"candlelake\":\"frame\",\"payload_base64\":\"***\"}",
                "{\"candlelake\":\"rest\",\"channel\":\"rest_trades\",\"payload\":[]}",
                "{\"candlelake\":\"rest\",\"product_id\":\"BTC-USD\",\"payload\":[]}",
                "{\"candlelake\":\"rest\",\"channel\":\"rest_trades\",\"product_id\":\"btc\",\"payload\":[]}",
                "{\"candlelake\":{\"rest\":[]},\"payload\":[]}")) {
            assertThat(read(line.getBytes(UTF_8)))
                    .as(line)
                    .isInstanceOfSatisfying(RecordedLine.Frame.class, frame -> assertThat(
                                    new String(frame.frame().payload(), UTF_8))
                            .isEqualTo(line));
        }
    }

    @Test
    void aPlainLineOverTheLimitIsCut() {
        byte[] line = new byte[FrameLimit.MAX_BYTES + 1];
        Arrays.fill(line, (byte) 'x');
        assertThat(read(line)).isInstanceOfSatisfying(RecordedLine.Frame.class, cut -> {
            assertThat(cut.frame().originalSize()).hasValue(line.length);
            assertThat(cut.frame().payload()).hasSize(FrameLimit.CUT_BYTES);
        });
    }

    private static void assertComesBack(RecordedLine line) {
        assertComesBack("", line);
    }

    private static void assertComesBack(String seed, RecordedLine line) {
        byte[] bytes = line.toBytes();
        assertThat(new String(bytes, ISO_8859_1)).as(seed).doesNotContain("\n").doesNotEndWith("\r");
        assertThat(text(read(bytes))).as(seed).isEqualTo(text(line));
    }

    private static RecordedLine read(byte[] line) {
        return RecordedLine.of(new ReceivedFrame(line, OptionalLong.empty(), NOW));
    }

    /** Kind, channel, product, size and bytes. */
    private static String text(RecordedLine line) {
        List<String> text = new ArrayList<>();
        line.visit(new RecordedLine.Cases() {
            @Override
            public void connection(RecordedLine.Connection found) {
                text.add(found.toString());
            }

            @Override
            public void frame(RecordedLine.Frame found) {
                text.add("frame " + bytes(found.frame()));
            }

            @Override
            public void rest(RecordedLine.Rest found) {
                text.add(found.channel() + " " + found.product() + " " + bytes(found.frame()));
            }
        });
        return String.join(",", text);
    }

    private static String bytes(ReceivedFrame frame) {
        return frame.originalSize() + " " + new String(frame.payload(), ISO_8859_1);
    }

    private static ReceivedFrame frame(String payload) {
        return new ReceivedFrame(payload.getBytes(UTF_8), OptionalLong.empty(), NOW);
    }

    private static String line(ReceivedFrame frame) {
        assertComesBack(new RecordedLine.Frame(frame));
        return new String(new RecordedLine.Frame(frame).toBytes(), UTF_8);
    }

    private static String rest(String payload) {
        RecordedLine line = new RecordedLine.Rest("rest_trades", BTC, frame(payload));
        assertComesBack(line);
        return new String(line.toBytes(), UTF_8);
    }
}
