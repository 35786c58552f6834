package io.candlelake.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Requests to a process on this machine: {@code Http.get(8080, "/health/ready")}. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Http() {}

    /** The body of an answer 200; empty on any other, and when nobody answers. */
    public static Optional<String> get(int port, String path) throws InterruptedException {
        return send(request(port, path).build());
    }

    /** As {@link #get}, of a POST without a body. */
    public static Optional<String> post(int port, String path) throws InterruptedException {
        return send(
                request(port, path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** Whether a GET answers 200. */
    public static boolean isReady(int port) {
        try {
            return get(port, "/health/ready").isPresent();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether somebody accepts connections there. */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5));
    }

    private static Optional<String> send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() / 100 == 2 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }
}
