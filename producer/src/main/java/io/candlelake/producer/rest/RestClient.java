package io.candlelake.producer.rest;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.secret.Authorization;
import io.candlelake.producer.source.ReceivedFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks one host: {@code client.get("/products/BTC-USD/trades?limit=100")}. Thread-safe; one for each host in the process, for the limit is
 * the host's.
 *
 * <p>A host that limits us, or fails, is left alone by all who ask: for as long as its {@code Retry-After} says, else for
 * a random time up to a bound that doubles with each failure in a row. Redirects are not followed, so that a token goes nowhere else.
 */
public final class RestClient {
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_DOUBLINGS = 16;

    private final RestSettings settings;
    private final Authorization authorization;
    private final RestListener listener;
    private final Clock clock = Clock.systemUTC();
    private final RequestPace pace;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final HttpClient http;

    /**
     * Asks nothing yet.
     *
     * @param authorization {@link Authorization#NONE} for the Exchange host, whose market data is public
     */
    public RestClient(RestSettings settings, Authorization authorization, RestListener listener) {
        this.settings = settings;
        this.authorization = authorization;
        this.listener = listener;
        this.pace = new RequestPace(settings.requestsPerSecond(), System::nanoTime);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * The body of an answer with status 200, whatever it holds. Waits for its turn, and between attempts.
     *
     * @param pathAndQuery begins with a slash
     * @throws RestException when no attempt had such an answer; at once, where another attempt would not help: 404
     * @throws InterruptedException when asked to stop meanwhile
     */
    public ReceivedFrame get(String pathAndQuery) throws RestException, InterruptedException {
        URI uri = URI.create(settings.base() + pathAndQuery);
        String why = "";
        for (int attempt = 0; attempt < settings.attempts(); attempt++) {
            pace.awaitTurn();
            listener.called();
            try {
                HttpResponse<byte[]> answer = send(uri);
                if (answer.statusCode() == OK) {
                    failuresInARow.set(0);
                    return new ReceivedFrame(answer.body(), OptionalLong.empty(), Timestamp.of(clock.instant()));
                }
                refused(answer);
                why = "status " + answer.statusCode();
                if (!isWorthAnother(answer.statusCode())) {
                    break;
                }
            } catch (ExecutionException broken) {
                why = reason(broken);
                failed();
            } catch (TimeoutException slow) {
                why = "no whole answer within " + settings.timeout().toMillis() + " ms";
                failed();
            }
        }
        throw new RestException("GET " + uri + ": " + why);
    }

    private HttpResponse<byte[]> send(URI uri) throws InterruptedException, ExecutionException, TimeoutException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(settings.timeout()).header("Accept", "application/json");
        // Coinbase refuses requests that do not say what sends them.
        request.header("User-Agent", "candlelake");
        authorization.restToken("GET", uri).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), head -> new BoundedBody(settings.maxBytes()));
        try {
            // The request's own timeout ends with the head of the answer; a body may trickle for ever.
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private void refused(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == TOO_MANY_REQUESTS) {
            listener.limited();
            answer.headers()
                    .firstValue("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, clock))
                    .ifPresent(wait -> pace.hold(wait.toNanos()));
        }
        if (isWorthAnother(answer.statusCode())) {
            failed();
        } else {
            // The host is well; this request is what it does not like.
            listener.failed();
        }
    }

    private static boolean isWorthAnother(int status) {
        return status >= 500 || status == TOO_MANY_REQUESTS || status == 408;
    }

    private void failed() {
        listener.failed();
        int doublings = Math.min(failuresInARow.getAndIncrement(), MOST_DOUBLINGS);
        Duration doubled = settings.backoff().multipliedBy(1L << doublings);
        long bound = Math.min(doubled.toNanos(), settings.backoffCap().toNanos());
        pace.hold(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }

    /** {@code ConnectException}, or {@code SSLHandshakeException: no trusted certificate}: the JDK's errors often have no word. */
    private static String reason(ExecutionException broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        String message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }
}
