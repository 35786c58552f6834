package io.candlelake.local.replay;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.view.Broker;
import io.candlelake.local.view.CommittedRecords;
import io.candlelake.local.view.GroupLag;
import io.candlelake.local.view.Units;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Waits until everything that was sent since a baseline is in the tables, and counts it on the way.
 *
 * <p>First the streams app reads raw_messages to its end; then the tables must grow by as many rows as committed records
 * stand in their topics since the baseline. Offsets would not do: markers of transactions take some, and a sink's offsets
 * are ahead of its table.
 *
 * @param broker of the stack
 * @param lake of the stack
 * @param before when nothing of the replay was sent
 * @param progress told how far it is
 */
record Commitment(Broker broker, LakeCatalog lake, Baseline before, ProgressLine progress) {
    /** Nothing moved for so long: something is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Throws {@link StackException} when nothing moves any more: what is missing where. */
    Outcome await() throws InterruptedException {
        awaitStreams();
        Outcome outcome = new Outcome();
        new CommittedRecords(broker).read(before.ends(), broker.writtenEnds(Baseline.TOPICS), outcome::add);
        awaitTables(outcome);
        return outcome;
    }

    private void awaitStreams() throws InterruptedException {
        Stall stall = new Stall();
        for (long lag = GroupLag.ofStreams(broker); lag > 0; lag = GroupLag.ofStreams(broker)) {
            progress.show("streams app: " + Units.count(lag) + " frames to go");
            if (stall.since(lag).compareTo(PATIENCE) > 0) {
                throw new StackException("the streams app has taken no frame for " + PATIENCE.toSeconds() + " s, "
                        + Units.count(lag) + " are left; see its log, streams-app.log");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void awaitTables(Outcome outcome) throws InterruptedException {
        Stall stall = new Stall();
        for (Map<String, Long> missing = missing(outcome); !missing.isEmpty(); missing = missing(outcome)) {
            String what = missing.entrySet().stream()
                    .map(entry -> Units.count(entry.getValue()) + " of " + Units.count(outcome.records(entry.getKey()))
                            + " " + entry.getKey())
                    .collect(Collectors.joining(", "));
            progress.show("tables: to be committed " + what);
            if (stall.since(missing.values().stream().mapToLong(Long::longValue).sum())
                            .compareTo(PATIENCE)
                    > 0) {
                throw new StackException("nothing was committed to the tables for " + PATIENCE.toSeconds()
                        + " s, there lack " + what + "; see connect.log");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** By table, in the topics' order; one that has all is absent. */
    private Map<String, Long> missing(Outcome outcome) {
        Map<String, Long> rows = Baseline.rows(lake);
        Map<String, Long> missing = new LinkedHashMap<>();
        for (String table : Baseline.TOPICS) {
            long grown = rows.getOrDefault(table, 0L) - before.rows().getOrDefault(table, 0L);
            if (grown != outcome.records(table)) {
                missing.put(table, outcome.records(table) - grown);
            }
        }
        return missing;
    }

    /** Since when a number stays the same. */
    private static final class Stall {
        private long number = -1;
        private long sinceNanos = System.nanoTime();

        Duration since(long now) {
            if (now != number) {
                number = now;
                sinceNanos = System.nanoTime();
            }
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }
}
