package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Timestamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeFormTest {
    private static final Timestamp ONE = Timestamp.of("2026-07-07T22:58:17.164892Z");
    private static final Timestamp SAME_DAY = Timestamp.of("2026-07-07T23:59:59Z");
    private static final Timestamp SAME_YEAR = Timestamp.of("2026-08-09T00:00:00Z");
    private static final Timestamp EARLIER = Timestamp.of("2021-04-17T16:43:37Z");

    @Test
    void theSharedDayStandsInTheHeader() {
        TimeForm form = TimeForm.of(List.of(ONE, SAME_DAY), "time", TimeForm.MICROS);
        assertThat(form.header()).isEqualTo("2026-07-07");
        assertThat(form.cell(ONE)).isEqualTo("22:58:17.164892");
    }

    @Test
    void minutesHaveAShortHeader() {
        TimeForm form = TimeForm.of(List.of(ONE, SAME_DAY), "open_time", TimeForm.MINUTE);
        assertThat(form.header()).isEqualTo("07-07");
        assertThat(form.cell(ONE)).isEqualTo("22:58");
    }

    @Test
    void theSharedYearStandsInTheHeader() {
        TimeForm form = TimeForm.of(List.of(ONE, SAME_YEAR), "time", TimeForm.MINUTE);
        assertThat(form.header()).isEqualTo("2026");
        assertThat(form.cell(ONE)).isEqualTo("07-07 22:58");
    }

    @Test
    void timesThatShareNothingAreWrittenInFull() {
        TimeForm form = TimeForm.of(List.of(ONE, EARLIER), "time", TimeForm.MILLIS);
        assertThat(form.header()).isEqualTo("time");
        assertThat(form.cell(EARLIER)).isEqualTo("2021-04-17 16:43:37.000");
    }

    @Test
    void aLaterTimeOfAnotherDayIsWrittenInFull() {
        TimeForm form = TimeForm.of(List.of(ONE), "time", TimeForm.MINUTE);
        assertThat(form.cell(SAME_YEAR)).isEqualTo("2026-08-09 00:00");
    }
}
