package io.candlelake.producer.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.Timestamp;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
    private static final Timestamp NOW = Timestamp.of("2026-01-02T03:04:05Z");

    private final FrameBuffer buffer = new FrameBuffer();

    @Test
    void piecesAreJoinedInOrder() {
        append("{\"type\"");
        append("");
        append(":\"match\"}");

        assertThat(buffer.take(NOW).payload()).asString(UTF_8).isEqualTo("{\"type\":\"match\"}");
    }

    @Test
    void takenFrameLeavesNothingBehind() {
        append("first");
        ReceivedFrame first = buffer.take(NOW);
        append("2");

        assertThat(buffer.take(NOW).payload()).asString(UTF_8).isEqualTo("2");
        assertThat(first.payload()).asString(UTF_8).isEqualTo("first");
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void frameOfTheLimitIsWhole() {
        ReceivedFrame frame = takeOfSize(FrameLimit.MAX_BYTES);

        assertThat(frame.payload()).hasSize(FrameLimit.MAX_BYTES);
        assertThat(frame.isCut()).isFalse();
    }

    @Test
    void frameOverTheLimitIsCutAndItsSizeKnown() {
        ReceivedFrame frame = takeOfSize(FrameLimit.MAX_BYTES + 1);

        assertThat(frame.payload()).hasSize(FrameLimit.CUT_BYTES).containsOnly('x');
        assertThat(frame.originalSize()).isEqualTo(OptionalLong.of(FrameLimit.MAX_BYTES + 1L));
    }

    @Test
    void frameFarOverTheLimitIsNotHeld() {
        byte[] piece = new byte[1024 * 1024];
        Arrays.fill(piece, (byte) 'x');
        for (int i = 0; i < 3_000; i++) {
            buffer.append(piece, 0, piece.length);
        }

        assertThat(buffer.take(NOW).originalSize()).isEqualTo(OptionalLong.of(3_000L * 1024 * 1024));
    }

    @Test
    void carriageReturnBeforeTheLineFeedIsNotTheFrames() {
        append("one\r");
        assertThat(buffer.takeLine(NOW).payload()).asString(UTF_8).isEqualTo("one");
        append("two\r\r");
        assertThat(buffer.takeLine(NOW).payload()).asString(UTF_8).isEqualTo("two\r");
        append("\r");
        assertThat(buffer.takeLine(NOW).payload()).isEmpty();
        assertThat(buffer.takeLine(NOW).payload()).isEmpty();
    }

    @Test
    void lineOfTheLimitAndACarriageReturnIsWhole() {
        append("x".repeat(FrameLimit.MAX_BYTES) + "\r");

        ReceivedFrame frame = buffer.takeLine(NOW);

        assertThat(frame.isCut()).isFalse();
        assertThat(frame.payload()).hasSize(FrameLimit.MAX_BYTES).endsWith('x');
    }

    private ReceivedFrame takeOfSize(int size) {
        append("x".repeat(size));
        return buffer.take(NOW);
    }

    private void append(String text) {
        byte[] bytes = ("__" + text).getBytes(UTF_8);
        buffer.append(bytes, 2, bytes.length - 2);
    }
}
