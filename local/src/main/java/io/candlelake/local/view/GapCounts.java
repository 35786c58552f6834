package io.candlelake.local.view;

import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.ProcessState;
import io.candlelake.local.stack.StackState;
import io.candlelake.producer.metrics.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ranges of missing trades since the producer's start, as its metrics have them: {@code 3 opened, 2 repaired, 1 unrepairable}.
 *
 * @param opened found missing
 * @param repaired whose trades came
 * @param unrepairable that Coinbase does not have either
 */
record GapCounts(long opened, long repaired, long unrepairable) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** {@code name{product="BTC-USD"} 3.0}, or without labels. */
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{.*})? ([0-9.E+]+)");

    /** Empty where no producer runs, or it does not answer now. */
    static Optional<GapCounts> ask(StackState stack) {
        return stack.process(Part.PRODUCER)
                .filter(ProcessState::isAlive)
                .filter(producer -> producer.port().isPresent())
                .flatMap(producer ->
                        ask(URI.create("http://127.0.0.1:" + producer.port().getAsInt() + "/metrics")));
    }

    private static Optional<GapCounts> ask(URI metrics) {
        try {
            HttpRequest request = HttpRequest.newBuilder(metrics)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(parse(answer.body())) : Optional.empty();
        } catch (IOException silent) {
            // It is being started, or has just ended: there is nothing to show.
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The sums over all products. */
    static GapCounts parse(String metrics) {
        return new GapCounts(
                sum(metrics, Metric.GAPS_OPENED),
                sum(metrics, Metric.GAPS_REPAIRED),
                sum(metrics, Metric.GAPS_UNREPAIRABLE));
    }

    private static long sum(String metrics, Metric metric) {
        return metrics.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(sample -> sample.group(1).equals(metric.fullName()))
                .mapToLong(sample -> new BigDecimal(sample.group(2)).longValue())
                .sum();
    }

    @Override
    public String toString() {
        return Units.count(opened) + " opened, " + Units.count(repaired) + " repaired, " + Units.count(unrepairable)
                + " unrepairable";
    }
}
