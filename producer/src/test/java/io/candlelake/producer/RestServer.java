package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Coinbase Exchange's REST trades over real HTTP, with faults in the order given, and a count of what came over its limit. */
public final class RestServer implements AutoCloseable {
    private static final long NANOS_PER_REQUEST = 100_000_000L;
    private static final long BURST = 15;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, NavigableSet<Long>> products = new ConcurrentHashMap<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger overLimit = new AtomicInteger();
    private long fullAt = System.nanoTime();
    private volatile long newest = Long.MAX_VALUE;

    /** Answers one request in its own way. */
    @FunctionalInterface
    public interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private RestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Its trades; may be changed. */
    public NavigableSet<Long> trades(String product) {
        return products.computeIfAbsent(product, name -> new ConcurrentSkipListSet<>());
    }

    /** Lags: trades above are not told. */
    public void tellUpTo(long id) {
        newest = id;
    }

    /** Of the next request that has no other fault before it. */
    public void add(Fault fault) {
        faults.add(fault);
    }

    /** Path and query of every request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Requests beyond ten a second with a burst of 15. */
    public int overLimit() {
        return overLimit.get();
    }

    public static Fault status(int status) {
        return exchange -> send(exchange, status, "{\"message\":\"fault\"}");
    }

    public static Fault limited(String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            send(exchange, 429, "{\"message\":\"Public rate limit exceeded\"}");
        };
    }

    public static Fault body(String body) {
        return exchange -> send(exchange, 200, body);
    }

    private synchronized void count(long now) {
        fullAt = Math.max(fullAt, now) + NANOS_PER_REQUEST;
        if (fullAt - now > BURST * NANOS_PER_REQUEST) {
            overLimit.incrementAndGet();
        }
    }

    private void answer(HttpExchange exchange) {
        count(System.nanoTime());
        requests.add(exchange.getRequestURI().toString());
        Fault fault = faults.poll();
        try (exchange) {
            if (fault != null) {
                fault.answer(exchange);
            } else {
                send(exchange, 200, page(exchange.getRequestURI()));
            }
        } catch (IOException gone) {
            // Whoever asked has hung up.
        }
    }

    private String page(URI uri) {
        Map<String, Long> query = Stream.of(uri.getQuery().split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> Long.parseLong(part[1])));
        long below = Math.min(newest, query.getOrDefault("after", Long.MAX_VALUE) - 1);
        return trades(uri.getPath().split("/", -1)[2]).headSet(below, true).descendingSet().stream()
                .limit(query.getOrDefault("limit", 1_000L))
                .map(RestServer::trade)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** {@code {"trade_id":7,"side":"buy",...}}. */
    public static String trade(long id) {
        return "{\"trade_id\":" + id + ",\"side\":\"buy\",\"size\":\"0.20000000\",\"price\":\"63514.60000000\","
                + "\"time\":\"2026-07-07T22:58:17.164892Z\"}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** On a free port. */
    public static RestServer start() {
        try {
            return new RestServer();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
