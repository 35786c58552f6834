package io.candlelake.endtoend.plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class TallyTest {
    @Test
    void whatIsLostTwiceOrOfNoRecordIsToldApart() {
        Tally tally = new Tally();
        tally.want("a");
        tally.want("b");
        tally.want("b");
        assertThat(tally.find("b")).isEqualTo(Tally.Found.WANTED);
        assertThat(tally.find("b")).isEqualTo(Tally.Found.WANTED);
        assertThat(tally.find("b")).isEqualTo(Tally.Found.ONE_TOO_MANY);
        assertThat(tally.find("c")).isEqualTo(Tally.Found.OF_NO_RECORD);
        assertThat(tally.lacking()).isEqualTo(1);
        assertThat(tally.isLacking("a")).isTrue();
        assertThat(tally.isLacking("b")).isFalse();
    }

    @Test
    void aValueHasOneTextWhateverItsFormInTheMessage() throws Exception {
        var message = new ObjectMapper()
                .readTree("{\"price\":\"63514.600\",\"time\":\"2026-07-07T22:58:17.164892Z\",\"payload\":\"aGk=\"}");
        assertThat(new Column("price", "decimal(38, 18)").text(message)).isEqualTo("63514.6");
        assertThat(new Column("time", "timestamptz").text(message)).isEqualTo("1783465097164892");
        assertThat(new Column("payload", "binary").text(message)).isEqualTo("6869");
        assertThat(new Column("sequence", "long").text(message)).isEqualTo(Column.NONE);
    }
}
