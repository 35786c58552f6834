package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.catalog.Ambush;
import io.candlelake.endtoend.catalog.CatalogGate;
import io.candlelake.endtoend.catalog.FileAmbush;
import io.candlelake.endtoend.catalog.Manner;
import io.candlelake.endtoend.catalog.Moment;
import io.candlelake.endtoend.matrix.Disturbance.Victim;
import io.candlelake.endtoend.part.FeedStack;
import io.candlelake.endtoend.part.LakeStack;
import io.candlelake.endtoend.part.Part;
import io.candlelake.endtoend.part.SmallDisk;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Does what a plan says, one fault at a time, and undoes what can be undone. */
final class Havoc {
    private static final Duration STOP = Duration.ofSeconds(30);

    /** For a worker's next commit: it may be starting yet. */
    private static final Duration NEXT_COMMIT = Duration.ofSeconds(60);

    private final LakeStack stack;
    private final Supervisor supervisor;
    private final Freshness freshness;
    private final SplittableRandom random;
    private final List<String> problems = new ArrayList<>();
    private long markedAt;
    private long arrivedAt;

    Havoc(LakeStack stack, Supervisor supervisor, Freshness freshness, long seed) {
        this.stack = stack;
        this.supervisor = supervisor;
        this.freshness = freshness;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Afterwards everybody is there again, or starting.
     *
     * @return false where it could not be done
     */
    boolean happens(Disturbance fault) throws IOException, InterruptedException {
        arrivedAt = 0;
        return switch (fault.kind()) {
            case WORKER_KILLED -> kill(Set.of(Victim.WORKER), fault);
            case WORKER_KILLED_TWICE -> killTwice(fault);
            case KILLED_BEFORE_COMMIT -> killInCommit(fault, Moment.BEFORE);
            case KILLED_COMMIT_LATE -> killInCommit(fault, Moment.LATE);
            case KILLED_AFTER_COMMIT -> killInCommit(fault, Moment.AFTER);
            case BROKER_KILLED -> kill(Set.of(Victim.BROKER), fault);
            case STREAMS_APP_KILLED -> kill(Set.of(Victim.STREAMS_APP), fault);
            case PRODUCER_KILLED -> kill(Set.of(Victim.PRODUCER), fault);
            case SEVERAL_KILLED, ALL_KILLED -> kill(fault.victims(), fault);
            case WORKER_FROZEN -> freeze(fault);
            case FROZEN_IN_COMMIT -> freezeInCommit(fault);
            case REBALANCE -> rebalance(fault);
            case DISK_FULL -> fillDisk(fault);
            case CATALOG_REFUSES -> behave(Manner.REFUSES, fault);
            case CATALOG_SLOW -> dawdle(fault);
            case CATALOG_FORGETS -> behave(Manner.FORGETS, fault);
        };
    }

    /** How long after the fault new rows were there, when they are now; of what lasts and stops all, after its end. */
    Duration recovery() {
        return Duration.ofNanos((arrivedAt == 0 ? System.nanoTime() : arrivedAt) - markedAt);
    }

    /** What was under way in this moment may still be done: it does not count as new. */
    private void mark() throws InterruptedException {
        markedAt = System.nanoTime();
        Thread.sleep(300);
        freshness.mark();
    }

    /** Of two workers that one, of one this. */
    private int present(int worker) {
        return supervisor.wants(stack.worker(worker)) ? worker : 1 - worker;
    }

    private Part victim(Victim victim, Disturbance fault) {
        FeedStack feed = stack.feed();
        return switch (victim) {
            case WORKER -> stack.worker(present(fault.worker()));
            case BROKER -> feed.broker();
            case STREAMS_APP -> feed.streams();
            case PRODUCER -> feed.producer();
        };
    }

    private boolean kill(Set<Victim> victims, Disturbance fault) throws InterruptedException {
        List<Part> parts = victims.stream().map(victim -> victim(victim, fault)).toList();
        for (Part part : parts) {
            part.kill();
        }
        mark();
        Thread.sleep(fault.length().toMillis());
        parts.forEach(Part::start);
        return true;
    }

    private boolean killTwice(Disturbance fault) throws InterruptedException {
        Part worker = stack.worker(present(fault.worker()));
        worker.kill();
        worker.start();
        Thread.sleep(fault.length().toMillis());
        worker.kill();
        mark();
        worker.start();
        return true;
    }

    private boolean killInCommit(Disturbance fault, Moment moment) throws InterruptedException {
        int number = present(fault.worker());
        Part worker = stack.worker(number);
        boolean struck = ambush(number, moment, fault.length(), () -> killNow(worker));
        if (!struck) {
            problems.add(
                    fault.number() + ": worker " + number + " made no commit within " + NEXT_COMMIT.toSeconds() + " s");
            return false;
        }
        mark();
        worker.start();
        return true;
    }

    private boolean ambush(int number, Moment moment, Duration lateBy, Runnable strike) throws InterruptedException {
        Optional<CatalogGate> gate = stack.gate();
        String table = LakeStack.BUSY.get(random.nextInt(LakeStack.BUSY.size()));
        Ambush ambush = gate.isPresent()
                ? gate.get()
                : new FileAmbush(
                        stack.catalogFile(),
                        table,
                        stack.feed().file("warehouse/candlelake/" + table + "/metadata"),
                        random.split());
        return ambush.strike(number, moment, lateBy, NEXT_COMMIT, strike);
    }

    private static void killNow(Part worker) {
        try {
            worker.kill();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A zombie needs somebody who takes its place: the tasks are shared before. */
    private void awaitBothWorkers() throws InterruptedException {
        for (Part worker : stack.workers()) {
            if (!supervisor.wants(worker)) {
                supervisor.want(worker, true);
                worker.start();
            }
            worker.awaitReady(FeedStack.PATIENCE);
        }
        supervisor.watch(Duration.ofSeconds(3));
    }

    private boolean freeze(Disturbance fault) throws InterruptedException {
        awaitBothWorkers();
        Part zombie = stack.worker(fault.worker());
        zombie.freeze();
        holdFrozen(zombie, fault.length());
        return true;
    }

    private boolean freezeInCommit(Disturbance fault) throws InterruptedException {
        awaitBothWorkers();
        Part zombie = stack.worker(fault.worker());
        Duration late = fault.length().minusSeconds(1);
        boolean struck = ambush(fault.worker(), Moment.LATE, late, () -> freezeNow(zombie));
        if (!struck) {
            problems.add(fault.number() + ": worker " + fault.worker() + " of two made no commit");
            return false;
        }
        holdFrozen(zombie, fault.length());
        return true;
    }

    /** The other takes its place meanwhile; and goes on when it is back. */
    private void holdFrozen(Part zombie, Duration length) throws InterruptedException {
        mark();
        long end = markedAt + length.toNanos();
        while (System.nanoTime() < end) {
            supervisor.watch(Duration.ofMillis(100));
            if (arrivedAt == 0 && freshness.hasArrived()) {
                arrivedAt = System.nanoTime();
            }
        }
        zombie.thaw();
        freshness.mark();
    }

    private static void freezeNow(Part worker) {
        try {
            worker.freeze();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean rebalance(Disturbance fault) throws InterruptedException {
        Part worker = stack.worker(fault.worker());
        Part other = stack.worker(1 - fault.worker());
        if (supervisor.wants(worker) && supervisor.wants(other)) {
            supervisor.want(worker, false);
            worker.terminate();
            if (worker.awaitEnd(STOP).isEmpty()) {
                problems.add(fault.number() + ": " + worker + " did not end within " + STOP.toSeconds() + " s");
                worker.kill();
            }
            mark();
        } else {
            Part absent = supervisor.wants(worker) ? other : worker;
            supervisor.want(absent, true);
            absent.start();
            absent.awaitReady(FeedStack.PATIENCE);
            mark();
        }
        return true;
    }

    private boolean fillDisk(Disturbance fault) throws IOException, InterruptedException {
        Optional<SmallDisk> disk = stack.disk();
        if (disk.isEmpty()) {
            System.out.println("    skipped: no disk can be mounted here; as root, on Linux, it can");
            return false;
        }
        disk.get().fill();
        supervisor.watch(fault.length());
        disk.get().free();
        mark();
        return true;
    }

    private boolean behave(Manner manner, Disturbance fault) throws InterruptedException {
        CatalogGate gate = stack.gate().orElseThrow();
        gate.behave(manner);
        supervisor.watch(fault.length());
        gate.behave(Manner.WELL);
        mark();
        return true;
    }

    /** SQLite is slow when somebody else writes for long. */
    private boolean dawdle(Disturbance fault) throws InterruptedException {
        if (stack.gate().isPresent()) {
            return behave(Manner.DAWDLES, fault);
        }
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + stack.catalogFile() + "?journal_mode=WAL&busy_timeout=30000");
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            supervisor.watch(fault.length());
            statement.execute("ROLLBACK");
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
        mark();
        return true;
    }

    List<String> problems() {
        return problems;
    }
}
