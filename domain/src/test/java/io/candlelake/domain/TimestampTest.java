package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2026-07-07T22:58:17.164892Z, 2026-07-07T22:58:17.164892Z",
        "2026-08-09T21:05:38.50436Z,  2026-08-09T21:05:38.504360Z",
        "2026-08-09T21:05:38Z,        2026-08-09T21:05:38.000000Z",
        "2026-08-09T21:05:48.999999999Z, 2026-08-09T21:05:48.999999Z",
        "1969-12-31T23:59:59.5Z,      1969-12-31T23:59:59.500000Z"
    })
    void coinbasesFormsAreReadAndFinerDigitsCut(String text, String expected) {
        assertThat(Timestamp.of(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-07-07T22:58:17",
                "2026-07-07 22:58:17Z",
                "2026-13-07T22:58:17Z",
                "2026-02-30T22:58:17Z",
                "2026-07-07T24:00:00Z",
                "2026-07-07T22:58:60Z",
                "2026-07-07T22:58:17.Z",
                "2026-07-07T22:58:17.1234567890Z",
                "2026-07-07T22:58:17.12x456Z",
                "2026-07-07T22:58:17.1234567xZ",
                "2026-07-07T22:58:17+02:00",
                "２026-07-07T22:58:17Z",
                "-026-07-07T22:58:17Z"
            })
    void otherFormsAreRefused(String text) {
        assertThat(Timestamp.parse(text)).isEmpty();
    }

    @Property(tries = 5_000)
    void whatIsWrittenIsWhatJavaTimeReadsAndWeReadBack(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999) int micros) {
        Instant instant = Instant.ofEpochSecond(second, micros * 1_000L);
        Timestamp time = Timestamp.of(instant);
        assertThat(Instant.parse(time.toString())).isEqualTo(instant);
        assertThat(Timestamp.parse(instant.toString())).contains(time);
        assertThat(time.toInstant()).isEqualTo(instant);
    }
}
