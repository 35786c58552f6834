package io.candlelake.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.lake.LakeCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lake, now the one sink and now the other, while records arrive. */
class SwitchIT {
    private static final List<Sink> SINKS = List.of(new Sink("gaps"), new Sink("ticks"));

    private final long seed = Long.getLong("candlelake.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** The second time ours begins where its own older snapshots still are. */
    @Test
    void everyRowIsThereOnceThoughTheSinkChangesUnderLoad(@TempDir Path directory) throws Exception {
        System.out.println("SwitchIT: -Dcandlelake.seed=" + seed);
        try (TestKafka kafka = TestKafka.start();
                Trickle trickle = Trickle.start(kafka.bootstrapServers())) {
            for (SinkKind kind : List.of(SinkKind.LAKE, SinkKind.APACHE)) {
                use(kind, kafka, directory);
            }
            try (TestWorker last = new TestWorker(SinkKind.LAKE, kafka.bootstrapServers(), directory, SINKS).start();
                    LakeCatalog lake = LakeCatalog.open(last.lakeSettings())) {
                trickle.finish();
                last.awaitTables();
                for (Sink sink : SINKS) {
                    new Rows(lake, sink).assertEachOnce(trickle.committed());
                }
            }
        }
    }

    private void use(SinkKind kind, TestKafka kafka, Path directory) throws Exception {
        try (TestWorker worker = new TestWorker(kind, kafka.bootstrapServers(), directory, SINKS).start();
                LakeCatalog lake = LakeCatalog.open(worker.lakeSettings())) {
            for (Sink sink : SINKS) {
                new Rows(lake, sink).awaitCommit();
            }
            Thread.sleep(random.nextInt(1_000));
            // Dead in the midst of its work, or stopped in order.
            if (random.nextBoolean()) {
                System.out.println("SwitchIT: killed as " + kind);
                worker.kill();
            }
        }
    }

    @Test
    void aTableOfApachesIsNotReadAgainByOursPutThereBlindly(@TempDir Path directory) throws Exception {
        Sink ticks = new Sink("ticks");
        try (TestKafka kafka = TestKafka.start();
                Trickle trickle = Trickle.start(kafka.bootstrapServers());
                TestWorker worker =
                        new TestWorker(SinkKind.APACHE, kafka.bootstrapServers(), directory, List.of(ticks)).start();
                LakeCatalog lake = LakeCatalog.open(worker.lakeSettings())) {
            Rows rows = new Rows(lake, ticks);
            rows.awaitCommit();
            worker.use(SinkKind.LAKE);
            worker.client().put("ticks", ConnectorConfigs.of(ticks, worker.settings()));

            TestWorker.await(() -> worker.client().status("ticks").failed());
            assertThat(worker.client().status("ticks").tasks()).singleElement().satisfies(task -> assertThat(
                            task.cause())
                    .contains("ticks was last written by another sink")
                    .contains("hand it over first"));

            // Apache's may have left files that it did not commit; so it finishes, and then hands over.
            worker.use(SinkKind.APACHE);
            worker.ensure();
            rows.awaitCommit();
            worker.use(SinkKind.LAKE);
            worker.ensure();
            trickle.finish();
            worker.awaitTables();
            rows.assertEachOnce(trickle.committed());
        }
    }
}
