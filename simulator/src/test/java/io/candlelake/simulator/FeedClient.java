package io.candlelake.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A client of the feed that keeps every frame it received. */
final class FeedClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final List<String> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    FeedClient(URI uri) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, this)
                .join();
    }

    FeedClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** As {@link #send}, where the server may have closed by now. */
    void sendIfOpen(String text) {
        socket.sendText(text, true).exceptionally(closedMeanwhile -> socket).join();
    }

    /** {@code subscribe("matches", "BTC-USD", "ETH-USD")}. */
    FeedClient subscribe(String channel, String... products) {
        return send("{\"type\":\"subscribe\",\"product_ids\":[\"" + String.join("\",\"", products)
                + "\"],\"channels\":[\"" + channel + "\"]}");
    }

    /** {@code subscribeAdvanced("market_trades", "BTC-USD", "ETH-USD")}. */
    FeedClient subscribeAdvanced(String channel, String... products) {
        return send("{\"type\":\"subscribe\",\"product_ids\":[\"" + String.join("\",\"", products)
                + "\"],\"channel\":\"" + channel + "\"}");
    }

    @Override
    public CompletionStage<?> onText(WebSocket same, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            synchronized (frames) {
                frames.add(partial.toString());
            }
            partial.setLength(0);
        }
        same.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket same, int status, String reason) {
        closed.complete(status);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket same, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Completes with the status of the server's close frame. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    /** The status of the end, 1006 for one without a good-bye; waits for it. */
    int ended() throws Exception {
        try {
            return closed.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException withoutGoodbye) {
            return 1006;
        }
    }

    List<String> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** Of a type, or of a channel of Advanced Trade; what is not JSON is left out. */
    List<JsonNode> frames(String type) {
        return frames().stream()
                .flatMap(frame -> readable(frame).stream())
                .filter(frame -> type(frame).equals(type))
                .toList();
    }

    static String type(JsonNode frame) {
        return frame.has("channel")
                ? frame.path("channel").asText()
                : frame.path("type").asText();
    }

    /** The ids of the trades in the matches, or in the updates, in the order of the wire. */
    List<Long> tradeIds() {
        return frames().stream()
                .flatMap(frame -> readable(frame).stream())
                .flatMap(frame -> tradeIds(frame).stream())
                .toList();
    }

    private static List<Long> tradeIds(JsonNode frame) {
        if (type(frame).equals("match")) {
            return List.of(frame.path("trade_id").asLong());
        }
        return StreamSupport.stream(frame.path("events").spliterator(), false)
                .filter(event -> event.path("type").asText().equals("update"))
                .flatMap(event -> StreamSupport.stream(event.path("trades").spliterator(), false))
                .map(trade -> trade.path("trade_id").asLong())
                .toList();
    }

    /** The first frame that is so; waits for it. */
    JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        int looked = 0;
        while (System.nanoTime() < deadline) {
            List<String> all = frames();
            for (; looked < all.size(); looked++) {
                Optional<JsonNode> frame = readable(all.get(looked)).filter(wanted);
                if (frame.isPresent()) {
                    return frame.get();
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no such frame among " + frames().size() + ", the last: "
                + frames().stream().skip(Math.max(0, looked - 3)).toList());
    }

    JsonNode awaitType(String type) throws InterruptedException {
        return await(frame -> type(frame).equals(type));
    }

    /** Waits until so many frames of a type have come. */
    List<JsonNode> await(String type, int count) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            List<JsonNode> found = frames(type);
            if (found.size() >= count) {
                return found;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("only " + frames(type).size() + " of " + count + " frames of type " + type);
    }

    static Optional<JsonNode> readable(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("not JSON: " + text, unreadable);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
