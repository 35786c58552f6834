package io.candlelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The topology is what running applications' state hangs on, so that it does not change by accident. */
class DescriptionTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "topology.txt");
    private static final String UPDATE = "candlelake.golden.update";

    @Test
    void topologyAndChangelogsAreThoseThatRunningApplicationsHave() throws IOException {
        String now = Description.text();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(GOLDEN, now, UTF_8);
        }
        String before = Files.readString(GOLDEN, UTF_8);
        assertThat(now).as(explanation(before, now)).isEqualTo(before);
    }

    @Test
    void explanationNamesWhatChangedAndWhatItMeans() {
        assertThat(explanation("a\nState store: products\nz\n", "a\nState store: goods\nz\n"))
                .contains("- State store: products\n+ State store: goods\n")
                .doesNotContain("- z")
                .contains("no longer finds its state")
                .contains("-D" + UPDATE + "=true");
    }

    private static String explanation(String before, String now) {
        List<String> gone = new ArrayList<>(before.lines().toList());
        List<String> come = new ArrayList<>(now.lines().toList());
        now.lines().forEach(gone::remove);
        before.lines().forEach(come::remove);
        StringBuilder text = new StringBuilder("\nThe topology is not the one in " + GOLDEN + ":\n\n");
        gone.forEach(line -> text.append("- ").append(line).append('\n'));
        come.forEach(line -> text.append("+ ").append(line).append('\n'));
        if (gone.isEmpty() && come.isEmpty()) {
            text.append("(the same lines in another order)\n");
        }
        return text.append("\nWhat that means for an application that runs:\n")
                .append(
                        "- Another name of the group or of a state store is another changelog topic: after the update it\n")
                .append(
                        "  no longer finds its state and begins empty: every trade is new again, candles get a second revision 1.\n")
                .append(
                        "- Another Sub-topology number moves the folder and the tasks of its stores, with the same effect.\n")
                .append("- Another source topic, or a store that a processor does not have any more: the same.\n")
                .append(
                        "- Other settings of a changelog hold for topics that are made from now on; alter those that exist:\n")
                .append(
                        "  kafka-configs --alter --entity-type topics --entity-name <changelog> --add-config <settings>\n")
                .append(
                        "- A new sink only needs its topic; another name of a processor or sink changes metrics, not state.\n\n")
                .append("When it is meant, and the changelog says how to update, write the file anew:\n")
                .append(
                        "  mvn -pl streams-app -am test -Dtest=DescriptionTest -Dsurefire.failIfNoSpecifiedTests=false -D")
                .append(UPDATE)
                .append("=true\n\n")
                .toString();
    }
}
