package io.candlelake.endtoend.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the workers and a REST catalog: {@code new CatalogGate(URI.create(server.address()), 7)}. Each worker has an address of its own, by which its
 * commits are known: {@code gate.address(0)}.
 */
public final class CatalogGate implements Ambush, AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/worker-(\\d+)(/v1/.*)");
    private static final Pattern TABLE = Pattern.compile("/v1/namespaces/[^/]+/tables/[^/]+");

    /** No answer at all. */
    private static final int CUT = 0;

    private static final List<Integer> REFUSALS = List.of(500, 503, 429, CUT);
    private static final List<Integer> LAPSES = List.of(500, 502, 503, 504, CUT);

    private final URI behind;
    private final SplittableRandom random;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    private final AtomicLong lateDone = new AtomicLong();
    private final AtomicLong lateRefused = new AtomicLong();
    private volatile Manner manner = Manner.WELL;

    /** The next commit of that worker springs it. */
    private record Trap(int worker, Moment moment, Duration lateBy, Runnable strike, CountDownLatch sprung) {}

    /** What the catalog, or a fault, answers. */
    private record Answer(int status, byte[] body) {
        static Answer error(int status) {
            String text = "{\"error\":{\"message\":\"a fault on demand\",\"type\":\"Fault\",\"code\":" + status + "}}";
            return new Answer(status, text.getBytes(UTF_8));
        }

        boolean isDone() {
            return status / 100 == 2;
        }
    }

    /** @param seed of what is answered, and how late */
    public CatalogGate(URI behind, long seed) throws IOException {
        this.behind = behind;
        this.random = new SplittableRandom(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where a worker finds the catalog; from 0 on. */
    public String address(int worker) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/worker-" + worker;
    }

    /** From now on. */
    public void behave(Manner wanted) {
        manner = wanted;
    }

    @Override
    public boolean strike(int worker, Moment moment, Duration lateBy, Duration patience, Runnable strike)
            throws InterruptedException {
        Trap set = new Trap(worker, moment, lateBy, strike, new CountDownLatch(1));
        trap.set(set);
        if (!set.sprung().await(patience.toMillis(), TimeUnit.MILLISECONDS) && trap.compareAndSet(set, null)) {
            return false;
        }
        set.sprung().await();
        return true;
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return "the catalog took " + done + " commits: " + forgotten + " it answered with an error all the same, "
                + lateDone + " arrived from a dead worker (and " + lateRefused + " of these were refused)";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().toString());
            if (!path.matches()) {
                send(exchange, Answer.error(404));
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isCommit = exchange.getRequestMethod().equals("POST")
                    && TABLE.matcher(path.group(2)).matches();
            HttpRequest request = request(exchange, path.group(2), body);
            Trap set = trap.get();
            if (isCommit
                    && set != null
                    && set.worker() == Integer.parseInt(path.group(1))
                    && trap.compareAndSet(set, null)) {
                spring(set, request);
                return;
            }
            send(exchange, isCommit ? commit(request) : look(request));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, String path, byte[] body) {
        HttpRequest.BodyPublisher publisher =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        return HttpRequest.newBuilder(behind.resolve(path))
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), publisher)
                .build();
    }

    private void spring(Trap set, HttpRequest commit) throws IOException, InterruptedException {
        switch (set.moment()) {
            case BEFORE -> set.strike().run();
            case AFTER -> {
                forward(commit);
                set.strike().run();
            }
            case LATE -> {
                set.strike().run();
                set.sprung().countDown();
                Thread.sleep(set.lateBy().toMillis());
                (forward(commit).isDone() ? lateDone : lateRefused).incrementAndGet();
            }
        }
        set.sprung().countDown();
    }

    private Answer commit(HttpRequest request) throws IOException, InterruptedException {
        return switch (manner) {
            case WELL -> forward(request);
            case REFUSES -> Answer.error(oneOf(REFUSALS));
            case DAWDLES -> forwardLate(request);
            case FORGETS -> {
                if (forward(request).isDone()) {
                    forgotten.incrementAndGet();
                }
                yield Answer.error(oneOf(LAPSES));
            }
        };
    }

    private Answer look(HttpRequest request) throws IOException, InterruptedException {
        return switch (manner) {
            case WELL, FORGETS -> forward(request);
            case REFUSES -> Answer.error(oneOf(REFUSALS));
            case DAWDLES -> forwardLate(request);
        };
    }

    /** Half of the time passes before the catalog does it, half before it says so. */
    private Answer forwardLate(HttpRequest request) throws IOException, InterruptedException {
        long millis = below(1_500);
        Thread.sleep(millis);
        Answer answer = forward(request);
        Thread.sleep(millis);
        return answer;
    }

    private Answer forward(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        Answer answer = new Answer(response.statusCode(), response.body());
        if (answer.isDone()
                && request.method().equals("POST")
                && TABLE.matcher(request.uri().getPath()).matches()) {
            done.incrementAndGet();
        }
        return answer;
    }

    private synchronized int oneOf(List<Integer> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private synchronized long below(long bound) {
        return random.nextLong(bound);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status() == CUT) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
