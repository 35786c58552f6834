package io.candlelake.producer.spot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Coinbase's spot endpoint on loopback; a test says how it answers. */
final class FakeSpotServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile Behaviour behaviour = FakeSpotServer::price;

    FakeSpotServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    List<Request> requests() {
        return requests;
    }

    /** Of one pair at the same time. */
    int mostInFlight() {
        return mostInFlight.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        AtomicInteger ofPair = inFlight.computeIfAbsent(path, pair -> new AtomicInteger());
        mostInFlight.accumulateAndGet(ofPair.incrementAndGet(), Math::max);
        requests.add(new Request(
                exchange.getRequestMethod() + " " + path,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                System.currentTimeMillis()));
        try (exchange) {
            behaviour.answer(exchange);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            ofPair.decrementAndGet();
        }
    }

    /** {@code /v2/prices/BTC-USD/spot} costs 63514.6. */
    static void price(HttpExchange exchange) throws IOException {
        String[] pair = exchange.getRequestURI().getPath().split("/", -1)[3].split("-", 2);
        reply(
                exchange,
                200,
                "{\"data\":{\"amount\":\"63514.6\",\"base\":\"" + pair[0] + "\",\"currency\":\"" + pair[1] + "\"}}");
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    record Request(String line, String authorization, long millis) {}

    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
