package io.candlelake.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path data = Path.of("");

    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(err, true));

    @Test
    void unknownCommandIsOneLineWithAHint() {
        assertThat(commandLine.execute("uo")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("'uo'").contains("--help");
    }

    @Test
    void unknownOptionIsOneLineWithAHint() {
        assertThat(commandLine.execute("up", "--product", "BTC-USD")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--product");
    }

    @Test
    void portOutOfRangeIsRefused() {
        assertThat(commandLine.execute("up", "--kafka-port", "99999")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--kafka-port");
    }

    @Test
    void unknownProductIsOneLineWithTheKnownOnes() {
        assertThat(commandLine.execute("up", "--data", data.toString(), "--products", "BTC-USD,MOON-USD"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("MOON-USD").contains("ETH-USD");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void productOfAnotherFormIsOneLine() {
        assertThat(commandLine.execute("up", "--data", data.toString(), "--live", "--products", "btcusd"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("'btcusd'").contains("BTC-USD");
    }

    @Test
    void simulatorsOptionsAreRefusedForALiveStack() {
        assertThat(commandLine.execute("up", "--data", data.toString(), "--live", "--rate", "5"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("--rate");
    }

    @Test
    void unknownFeedIsOneLineWithTheKnownOnes() {
        assertThat(commandLine.execute("up", "--data", data.toString(), "--feeds", "exchange,prime"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("'prime'").contains("exchange and advanced");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void spotPairOfAnotherFormIsOneLine() {
        assertThat(commandLine.execute("up", "--data", data.toString(), "--spot", "eurusd"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("'eurusd'").contains("BTC-USD");
    }

    @Test
    void producersOptionsAreRefusedForAReplayedStack() {
        assertThat(commandLine.execute("up", "--data", data.toString(), "--replayed", "--record", "session.ndjson"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("--record");
    }

    @Test
    void downWithoutAStackIsFine() {
        assertThat(commandLine.execute("down", "--data", data.toString())).isZero();
    }

    @Test
    void anAuditOfNothingCannotSay() {
        assertThat(commandLine.execute("audit", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("nothing was started");
    }

    @Test
    void anAuditOfAnUnknownTableIsOneLineWithTheKnownOnes() {
        assertThat(commandLine.execute("audit", "trades", "--data", data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("'trades'").contains("ticks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--query nothing | no query is named 'nothing': there are candle-revisions",
                "--query vwap --set product=BTC-USD | vwap has no parameter 'product': it has products",
                "--query vwap --set from=yesterday | 'yesterday' is no value of from: a time such as",
                "--query vwap --set products=BTC-USD'OR'1'='1 | is no value of products: a market such as",
                "--query vwap --set products= | '' is no value of products",
                "--query vwap --set products | --set",
                "--query vwap SELECT | either a statement or --query",
                "--set products=BTC-USD SELECT | --query NAME",
                "--print SELECT | --query NAME",
                "--data nowhere | a statement is missing"
            })
    void aNamedQueryThatIsNotUnderstoodIsOneLine(String words, String said) {
        assertThat(commandLine.execute(("sql " + words).split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(said).contains("./candlelake sql --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "audit", "rebuild", "maintain", "sql"})
    void everyHelpHasAnExample(String command) {
        StringWriter out = new StringWriter();

        assertThat(commandLine.setOut(new PrintWriter(out, true)).execute(command, "--help"))
                .isZero();
        assertThat(out.toString()).contains("--data").contains("Example: ./candlelake " + command);
    }
}
