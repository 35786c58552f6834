package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.part.LakeStack;
import io.candlelake.endtoend.part.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Starts again what ended by itself and tasks that failed, as the local stack does, and remembers what did. */
final class Supervisor {
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final LakeStack stack;
    private final Set<Part> wanted = new HashSet<>();
    private final List<String> endings = new ArrayList<>();
    private long failedTasks;
    private long nextLook = System.nanoTime();

    Supervisor(LakeStack stack) {
        this.stack = stack;
        wanted.addAll(stack.feed().parts());
        wanted.add(stack.worker(0));
    }

    /** It is to run from now on, or not. */
    void want(Part part, boolean runs) {
        if (runs) {
            wanted.add(part);
        } else {
            wanted.remove(part);
        }
    }

    boolean wants(Part part) {
        return wanted.contains(part);
    }

    /** Looks once. */
    void look() throws InterruptedException {
        for (Part part : wanted) {
            if (!part.isAlive()) {
                note(part + " ended by itself with " + part.exitCode().orElse(-1) + ": " + part.lastWords());
                part.start();
            }
        }
        if (System.nanoTime() > nextLook) {
            List<String> failed = stack.restartFailed();
            failed.forEach(task -> note("task failed, started again: " + task));
            failedTasks += failed.size();
            nextLook = System.nanoTime() + PAUSE_NANOS;
        }
    }

    /** Looks again and again for so long. */
    void watch(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            look();
            Thread.sleep(Math.min(100, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private void note(String what) {
        System.out.println("    " + what);
        endings.add(Instant.now() + " " + what);
    }

    /** Processes that nobody killed: not wrong in itself, for a fatal error ends a process. */
    List<String> endings() {
        return endings;
    }

    long failedTasks() {
        return failedTasks;
    }
}
