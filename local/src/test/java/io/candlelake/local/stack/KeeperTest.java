package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, shells that do what a part might do. */
class KeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private final List<Keeper> keepers = new ArrayList<>();
    private final Told told = new Told();

    @AfterEach
    void killAll() {
        keepers.forEach(Keeper::kill);
    }

    @Test
    void readyProcessIsKnownByPidAndStartTime() throws Exception {
        Keeper keeper = keeper("echo up > ready; exec sleep 60");

        keeper.start();
        keeper.awaitReady(PATIENCE);

        ProcessState state = keeper.state().orElseThrow();
        assertThat(state.isAlive()).isTrue();
        assertThat(ProcessState.isAlive(state.pid(), state.startedAt().minusSeconds(60)))
                .isFalse();
    }

    @Test
    void processThatEndsBeforeItIsReadySaysWhy() {
        Keeper keeper = keeper("echo 'the disk is full'; exit 1");
        keeper.start();

        assertThatThrownBy(() -> keeper.awaitReady(PATIENCE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("the broker could not start: the disk is full")
                .hasMessageContaining("broker.log");
    }

    @Test
    void deadProcessIsStartedAgainWithALine() throws Exception {
        Keeper keeper = keeper("echo up > ready; exec sleep 60");
        keeper.start();
        keeper.awaitReady(PATIENCE);
        ProcessState first = keeper.state().orElseThrow();
        Thread keeping = keep(keeper);

        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

        eventually(() -> keeper.state().orElseThrow().pid() != first.pid() && keeper.isAlive());
        assertThat(keeper.state().orElseThrow().restarts()).isEqualTo(1);
        assertThat(told.lines).containsExactly("the broker died (exit 137): starting it again");
        keeper.stop(Instant.now().plusSeconds(10));
        keeping.join(PATIENCE.toMillis());
        assertThat(keeping.isAlive()).isFalse();
    }

    @Test
    void fiveDeathsWithinAMinuteEndTheKeeping() throws Exception {
        Keeper keeper = keeper("echo 'still no license'; exit 1");
        keeper.start();

        keep(keeper).join(PATIENCE.toMillis());

        assertThat(told.lines).hasSize(4);
        assertThat(told.gaveUp)
                .singleElement()
                .asString()
                .startsWith("the broker died five times within a minute: still no license");
    }

    @Test
    void stoppedProcessIsNoDeath() throws Exception {
        Keeper keeper = keeper("echo up > ready; exec sleep 60");
        keeper.start();
        keeper.awaitReady(PATIENCE);
        Thread keeping = keep(keeper);

        keeper.stop(Instant.now().plusSeconds(10));
        keeping.join(PATIENCE.toMillis());

        assertThat(keeper.isAlive()).isFalse();
        assertThat(told.lines).isEmpty();
    }

    @Test
    void processDeafToTheStopIsKilledInTime() throws Exception {
        Keeper keeper = keeper("trap '' TERM; echo up > ready; while true; do sleep 1; done");
        keeper.start();
        keeper.awaitReady(PATIENCE);

        keeper.stop(Instant.now().plusMillis(300));

        assertThat(keeper.isAlive()).isFalse();
        assertThat(told.lines).containsExactly("the broker did not stop when asked: killed");
    }

    @Test
    void ctrlCOfTheTerminalDoesNotReachTheProcess() throws Exception {
        Keeper keeper = keeper("echo up > ready; exec sleep 60");
        keeper.start();
        keeper.awaitReady(PATIENCE);
        long pid = keeper.state().orElseThrow().pid();

        signal("INT", pid);
        signal("HUP", pid);
        // Signals to one process arrive in order of their number, at the latest with the next one it cannot ignore.
        signal("CONT", pid);

        assertThat(ProcessHandle.of(pid)).get().matches(ProcessHandle::isAlive);
    }

    private Keeper keeper(String script) {
        Launch launch = new Launch(
                Part.BROKER,
                List.of("sh", "-c", "cd '" + folder + "'; " + script),
                Map.of(),
                new LogFile(folder.resolve("broker.log")),
                OptionalInt.empty(),
                () -> Files.exists(folder.resolve("ready")));
        Keeper keeper = new Keeper(launch, told);
        keepers.add(keeper);
        return keeper;
    }

    private static Thread keep(Keeper keeper) {
        Thread thread = new Thread(() -> {
            try {
                keeper.keep();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void eventually(java.util.function.BooleanSupplier fact) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!fact.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private static final class Told implements Keeper.Events {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<String> gaveUp = new CopyOnWriteArrayList<>();

        @Override
        public void changed() {}

        @Override
        public void said(String line) {
            lines.add(line);
        }

        @Override
        public void gaveUp(String line) {
            gaveUp.add(line);
        }
    }
}
