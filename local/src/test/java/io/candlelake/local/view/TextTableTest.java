package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void textStandsLeftAndNumbersRight() {
        TextTable table =
                new TextTable("topic", ">records").row("ticks", "1,234").row("raw_messages", 7);
        assertThat(table.lines(80))
                .containsExactly("topic         records", "ticks           1,234", "raw_messages        7");
    }

    @Test
    void decimalsStandAtTheirPoint() {
        TextTable table = new TextTable("product", ".price")
                .row("BTC-USD", "63514.6")
                .row("ETH-USD", "3012.45")
                .row("X", "-");
        assertThat(table.lines(80))
                .containsExactly("product     price", "BTC-USD  63514.6", "ETH-USD   3012.45", "X               -");
    }

    @Test
    void longLinesAreCut() {
        TextTable table = new TextTable("key", "value").row("BTC-USD", "x".repeat(100));
        assertThat(table.lines(20)).last().isEqualTo("BTC-USD  xxxxxxxxxx…");
    }

    @Test
    void columnsMoveTogetherBeforeTheyAreCut() {
        TextTable table = new TextTable("key", ">n", "remark").row("BTC-USD", 1, "late");
        assertThat(table.lines(17)).last().isEqualTo("BTC-USD 1 late");
    }

    @Test
    void laterRowsStandUnderTheEarlierOnes() {
        TextTable table = new TextTable("key", ">n").row("long product", 1);
        table.lines(80);
        assertThat(table.row("x", 2).lines(80)).containsExactly("x             2");
    }

    @Test
    void aFrameCannotSteerTheTerminal() {
        TextTable table = new TextTable("value").row("\u001b[2Jgone\nnext\u202e");
        assertThat(table.lines(80)).last().isEqualTo("·[2Jgone·next·");
    }

    @Test
    void everyRowHasAllColumns() {
        assertThatThrownBy(() -> new TextTable("a", "b").row("x")).hasMessage("1 cells in a table of 2 columns");
    }
}
