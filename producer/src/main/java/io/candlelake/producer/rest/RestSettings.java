package io.candlelake.producer.rest;

import java.net.URI;
import java.time.Duration;

/**
 * How to ask one host: {@code RestSettings.of(URI.create("https://api.exchange.coinbase.com"))}.
 *
 * @param base where paths begin, http or https, without a slash at its end
 * @param requestsPerSecond evenly spaced; Coinbase Exchange allows 10 and a burst of 15
 * @param timeout of one request, its body included
 * @param maxBytes of an answer; a page of 1000 trades has about 150 KB
 * @param attempts how often a request is tried before it counts as failed
 * @param backoff bound of the wait after a first failure; doubled by each further one in a row
 * @param backoffCap bound of all waits
 */
public record RestSettings(
        URI base,
        int requestsPerSecond,
        Duration timeout,
        int maxBytes,
        int attempts,
        Duration backoff,
        Duration backoffCap) {
    /** One below Coinbase's ten, for what else asks from our address, and because networks bunch what was spaced. */
    private static final int REQUESTS_PER_SECOND = 9;

    public RestSettings {
        if (requestsPerSecond < 1 || attempts < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("requests per second, attempts and bytes are at least 1");
        }
        base = URI.create(base.toString().replaceAll("/+$", ""));
    }

    /** The usual ones. */
    public static RestSettings of(URI base) {
        return new RestSettings(
                base,
                REQUESTS_PER_SECOND,
                Duration.ofSeconds(10),
                4 * 1024 * 1024,
                4,
                Duration.ofMillis(500),
                Duration.ofSeconds(30));
    }

    /** Whose limit it is: {@code api.exchange.coinbase.com}. */
    public String host() {
        return String.valueOf(base.getHost());
    }
}
