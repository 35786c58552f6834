package io.candlelake.endtoend.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The simulator's own control, which Coinbase does not have: {@code coinbase.closeMarket()}. */
public final class SimulatedCoinbase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final int port;

    SimulatedCoinbase(int port) {
        this.port = port;
    }

    /** One fault now: {@code fault("kind=CUT&feed=exchange&seconds=30")}. */
    public void fault(String query) throws IOException, InterruptedException {
        post("/simulator/faults?" + query);
    }

    /** Ends random faults and those that last. */
    public void stopFaults() throws IOException, InterruptedException {
        post("/simulator/faults/stop");
    }

    /** No trade from here on: the ledger is final. */
    public void closeMarket() throws IOException, InterruptedException {
        post("/simulator/market/close");
    }

    /** Trades, connections, faults, and how often the client broke a limit. */
    public JsonNode state() throws IOException, InterruptedException {
        return JSON.readTree(send(request("/simulator/state").GET().build()));
    }

    private void post(String path) throws IOException, InterruptedException {
        send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Whether a GET answers 200 within two seconds. */
    static boolean answers(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The body of a page of a process, such as its metrics. */
    static String page(int port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build());
    }
}
