package io.candlelake.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.lake.LakeCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of the worker again and again, every other time in the middle of a commit, while records arrive. More than
 * five times with {@code -Dcandlelake.kills=20}.
 */
class KillIT {
    private static final List<Sink> SINKS = List.of(new Sink("gaps"), new Sink("ticks"));

    private final int kills = Integer.getInteger("candlelake.kills", 5);
    private final long seed = Long.getLong("candlelake.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource
    void everyRowIsThereOnceThoughTheWorkerIsKilledInsideCommits(SinkKind kind, @TempDir Path directory)
            throws Exception {
        System.out.println("KillIT: -Dcandlelake.seed=" + seed);
        try (TestKafka kafka = TestKafka.start();
                TestWorker worker = new TestWorker(kind, kafka.bootstrapServers(), directory, SINKS);
                Trickle trickle = Trickle.start(kafka.bootstrapServers())) {
            worker.start();
            try (LakeCatalog lake = LakeCatalog.open(worker.lakeSettings())) {
                for (int round = 0; round < kills; round++) {
                    killAndRestart(worker, lake, round);
                }
                long produced = trickle.finish();
                worker.awaitTables();

                for (Sink sink : SINKS) {
                    new Rows(lake, sink).assertEachOnce(trickle.committed());
                    assertNoCommitIsMissing(lake.table(sink.table()), produced);
                }
                assertCatalogIsIntact(directory.resolve("catalog.sqlite"));
            }
        }
    }

    private void killAndRestart(TestWorker worker, LakeCatalog lake, int round) throws Exception {
        awaitCommit(lake);
        if (round % 2 == 0) {
            awaitCommitUnderWay(Path.of(lake.table("ticks").location().substring("file://".length())));
            pause(random.nextInt(30));
        } else {
            pause(random.nextInt(1_500));
        }
        worker.kill();
        Instant killed = Instant.now();
        String where = KillPoint.of(worker, lake);
        worker.start();
        Instant running = Instant.now();
        awaitCommit(lake);
        System.out.printf(
                "KillIT: kill %d: %s; sinks run after %d ms, next rows after %d ms%n",
                round + 1, where, ms(killed, running), ms(killed, Instant.now()));
    }

    private static long ms(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static void awaitCommit(LakeCatalog lake) throws InterruptedException {
        Instant deadline = Instant.now().plus(TestWorker.PATIENCE);
        long before = snapshot(lake);
        while (snapshot(lake) == before) {
            assertThat(Instant.now()).as("no commit for too long").isBefore(deadline);
            pause(50);
        }
    }

    private static long snapshot(LakeCatalog lake) {
        Snapshot current = lake.table("ticks").currentSnapshot();
        return current == null ? 0 : current.snapshotId();
    }

    /** The first file of a commit is its manifest, in the metadata folder. */
    private static void awaitCommitUnderWay(Path table) throws IOException, InterruptedException {
        try (WatchService watch = table.getFileSystem().newWatchService()) {
            table.resolve("metadata").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            assertThat(watch.poll(TestWorker.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    /** The instant of a fault, not a way to wait for something. */
    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    /** Every snapshot follows from the one before, and all rows that were ever added are there. */
    private static void assertNoCommitIsMissing(Table table, long rows) {
        List<Snapshot> snapshots = StreamSupport.stream(table.snapshots().spliterator(), false)
                .sorted(Comparator.comparingLong(Snapshot::sequenceNumber))
                .toList();
        for (int i = 0; i < snapshots.size(); i++) {
            assertThat(snapshots.get(i).sequenceNumber()).isEqualTo(i + 1L);
            assertThat(snapshots.get(i).parentId())
                    .isEqualTo(i == 0 ? null : snapshots.get(i - 1).snapshotId());
        }
        assertThat(snapshots)
                .extracting(each -> Long.parseLong(each.summary().getOrDefault("added-records", "0")))
                .satisfies(added -> assertThat(
                                added.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(rows));
        System.out.println("KillIT: " + table.name() + ": " + snapshots.size() + " commits, " + rows + " rows");
    }

    private static void assertCatalogIsIntact(Path catalog) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                ResultSet answer = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getString(1)).isEqualTo("ok");
        }
    }
}
