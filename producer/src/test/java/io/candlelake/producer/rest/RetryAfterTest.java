package io.candlelake.producer.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-07-07T22:58:17Z"), ZoneOffset.UTC);

    @Test
    void secondsOrADate() {
        assertThat(RetryAfter.parse("2", NOW)).contains(Duration.ofSeconds(2));
        assertThat(RetryAfter.parse("Tue, 7 Jul 2026 22:58:47 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Tue, 7 Jul 2026 22:58:07 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void nobodyIsKeptOutForEver() {
        assertThat(RetryAfter.parse("999999999", NOW)).contains(Duration.ofMinutes(10));
    }

    @Test
    void otherWordsSayNothing() {
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse("-1", NOW)).isEmpty();
        assertThat(RetryAfter.parse("9999999999999", NOW)).isEmpty();
    }
}
