package io.candlelake.contract.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /health/live} and {@code GET /health/ready}: 200 when so, else 503. Supervisors, container health checks and
 * the local stack's {@code up} ask it.
 *
 * <pre>{@code
 * try (HealthServer health = HealthServer.start(8080, () -> true, feed::isSubscribed)) {
 *     health.serve("/metrics", "text/plain; version=0.0.4", registry::scrape);
 *     ...
 * }
 * }</pre>
 */
public final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens on all addresses inside a container ({@code HEALTH_HOST=0.0.0.0}), on loopback otherwise.
     *
     * @param port 0 for any free one
     * @throws IOException when the port is taken
     */
    public static HealthServer start(int port, BooleanSupplier live, BooleanSupplier ready) throws IOException {
        return start(System.getenv().getOrDefault("HEALTH_HOST", "127.0.0.1"), port, live, ready);
    }

    /**
     * Listens on one address, or on all: {@code 0.0.0.0}.
     *
     * @param host address to listen on: {@code 127.0.0.1}
     * @param port 0 for any free one
     * @throws IOException when the port is taken, or the address is not ours
     */
    public static HealthServer start(String host, int port, BooleanSupplier live, BooleanSupplier ready)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        HealthServer health = new HealthServer(server);
        health.ask("/health/live", live);
        health.ask("/health/ready", ready);
        server.start();
        return health;
    }

    private void ask(String path, BooleanSupplier question) {
        server.createContext(path, exchange -> {
            boolean yes = question.getAsBoolean();
            answer(exchange, yes ? 200 : 503, "text/plain; charset=utf-8", yes ? "yes\n" : "no\n");
        });
    }

    /** Adds a page, made anew for whoever asks. Throws {@link IllegalArgumentException} when the path has one already. */
    public void serve(String path, String contentType, Supplier<String> page) {
        server.createContext(path, exchange -> answer(exchange, 200, contentType, page.get()));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
