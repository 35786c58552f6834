package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.secret.Authorization;
import io.candlelake.producer.source.FrameBuffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code GET https://api.coinbase.com/v2/prices/BTC-USD/spot}, with a token where there is a key. A token that is refused is
 * tried once more with the newest key.
 */
public final class CoinbaseSpot implements SpotEndpoint {
    private static final int UNAUTHORIZED = 401;

    /** Ten a second at most, evenly, however many pairs have the same interval. */
    private static final long PACE_NANOS = Duration.ofMillis(100).toNanos();

    private final String base;
    private final Authorization authorization;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();
    private long nextNanos = System.nanoTime();

    /**
     * Asks nothing yet.
     *
     * @param api {@code https://api.coinbase.com}, or a stand-in's
     */
    public CoinbaseSpot(URI api, Authorization authorization, Clock clock) {
        this.base = api.toString().replaceFirst("/+$", "");
        this.authorization = authorization;
        this.clock = clock;
    }

    @Override
    public SpotAnswer ask(ProductId pair, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        URI uri = URI.create(base + "/v2/prices/" + pair + "/spot");
        Optional<String> token = authorization.restToken("GET", uri);
        SpotAnswer answer = send(uri, token, patience);
        if (answer.status() != UNAUTHORIZED || token.isEmpty()) {
            return answer;
        }
        authorization.refused();
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.isNegative() ? answer : send(uri, authorization.restToken("GET", uri), left);
    }

    private synchronized long nextTurn() {
        nextNanos = Math.max(nextNanos, System.nanoTime());
        long turn = nextNanos;
        nextNanos += PACE_NANOS;
        return turn;
    }

    private SpotAnswer send(URI uri, Optional<String> token, Duration patience)
            throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nextTurn() - System.nanoTime());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        FrameBuffer body = new FrameBuffer();
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(
                request.build(),
                BodyHandlers.ofByteArrayConsumer(
                        piece -> piece.ifPresent(bytes -> body.append(bytes, 0, bytes.length))));
        HttpResponse<Void> response = await(exchange, patience);
        return new SpotAnswer(
                response.statusCode(),
                body.take(Timestamp.of(clock.instant())),
                response.headers().firstValue("Retry-After").flatMap(CoinbaseSpot::seconds));
    }

    /** The client's own timeout ends with the headers; a body may trickle for ever. */
    private static <T> T await(CompletableFuture<T> exchange, Duration patience)
            throws IOException, InterruptedException {
        try {
            return exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("nothing within " + patience.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage(), why);
        } finally {
            boolean unused = exchange.cancel(true);
        }
    }

    /** The form with a date is not used by Coinbase. */
    private static Optional<Duration> seconds(String retryAfter) {
        return retryAfter.matches("[0-9]{1,5}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }
}
