package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"7d,604800", "12h,43200", "90m,5400", "30s,30", "0s,0"})
    void aNumberAndAUnitAreRead(String text, long seconds) {
        assertThat(Durations.parse(text)).contains(Duration.ofSeconds(seconds));
        assertThat(Durations.of(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7 d", "-7d", "1.5h", "7w", "1234567s", "7D"})
    void anythingElseIsRefused(String text) {
        assertThat(Durations.parse(text)).isEmpty();
        assertThatThrownBy(() -> Durations.of(text)).hasMessageContaining("'" + text + "' is no duration");
    }

    @Test
    void itIsWrittenInTheLargestUnitThatSaysItExactly() {
        assertThat(Durations.text(Duration.ofDays(7))).isEqualTo("7d");
        assertThat(Durations.text(Duration.ofHours(36))).isEqualTo("36h");
        assertThat(Durations.text(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(Durations.text(Duration.ofSeconds(61))).isEqualTo("61s");
        assertThat(Durations.text(Duration.ofMillis(20))).isEqualTo("20ms");
    }
}
