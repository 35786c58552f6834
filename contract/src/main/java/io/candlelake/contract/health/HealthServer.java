package io.candlelake.contract.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /health/live} and {@code GET /health/ready}: 200 when so, else 503. Supervisors, container health checks and
 * the local stack's {@code up} ask it.
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
        String host = System.getenv().getOrDefault("HEALTH_HOST", "127.0.0.1");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        server.createContext("/health/live", exchange -> answer(exchange, live.getAsBoolean()));
        server.createContext("/health/ready", exchange -> answer(exchange, ready.getAsBoolean()));
        server.start();
        return new HealthServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, boolean yes) throws IOException {
        byte[] body = (yes ? "yes\n" : "no\n").getBytes(UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(yes ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
