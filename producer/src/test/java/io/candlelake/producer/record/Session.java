package io.candlelake.producer.record;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.FrameBuffer;
import io.candlelake.producer.source.ReceivedFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to an Exchange feed as plainly as can be, without the producer's own connection. */
final class Session implements WebSocket.Listener {
    private final FrameBuffer buffer = new FrameBuffer();
    private final Consumer<ReceivedFrame> sink;

    private Session(Consumer<ReceivedFrame> sink) {
        this.sink = sink;
    }

    static WebSocket listen(URI uri, String products, Consumer<ReceivedFrame> sink) {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Session(sink))
                .join();
        socket.sendText(
                        "{\"type\":\"subscribe\",\"product_ids\":[" + products
                                + "],\"channels\":[\"matches\",\"heartbeat\"]}",
                        true)
                .join();
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        buffer.append(bytes, 0, bytes.length);
        if (last) {
            sink.accept(buffer.take(Timestamp.of(Instant.now())));
        }
        socket.request(1);
        return null;
    }
}
