package io.candlelake.producer.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFrameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
            {"type":"heartbeat","last_trade_id":0}                              | heartbeat
            {"channel":"heartbeats","events":[{"type":"x"}]}                    | heartbeats
            {"last_trade_id":0,"x":{"type":"match"},"y":["type"],"type":"error"}| error
            {"type":7,"channel":"ticker"}                                       | ticker
            {"type":"match","trade_id":                                         | match
            {"events":[{"type":"heartbeat"}]}                                   | ~~
            ["type","heartbeat"]                                                | ~~
            {"type"                                                             | ~~
            nonsense                                                            | ~~
            """)
    void kindIsTheTopmostTypeOrChannelWhereverItStands(String frame, String kind) {
        assertThat(JsonFrame.kind(frame.getBytes(UTF_8))).isEqualTo(kind);
    }

    @Test
    void noBytesWhateverMakeItThrow() {
        byte[] likely = "{}[]\":,tyechanl0-\\\0\u00ff ".getBytes(ISO_8859_1);
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = new byte[random.nextInt(20)];
            for (int at = 0; at < frame.length; at++) {
                frame[at] = likely[random.nextInt(likely.length)];
            }
            assertThat(JsonFrame.kind(frame)).isNotNull();
            assertThat(JsonFrame.tree(frame)).isNotNull();
        }
    }
}
