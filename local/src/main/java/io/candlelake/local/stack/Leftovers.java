package io.candlelake.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Processes of a stack whose supervisor was killed: they go on by themselves, and must end before it is started again. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Leftovers() {}

    /**
     * A process that outlived its supervisor.
     *
     * @param name as in stack.json, or as its command line says
     */
    record Leftover(String name, ProcessHandle handle) {
        @Override
        public String toString() {
            return name + " pid " + handle.pid();
        }
    }

    /** Those that live. What stack.json names counts only if it has the mark too: pids are given again. */
    static List<Leftover> find(StackDirectory directory) {
        String mark = Jvm.mark(directory);
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .flatMap(
                        handle -> words(handle)
                                .filter(words -> words.contains(mark))
                                .map(words -> new Leftover(name(words), handle))
                                .stream())
                .sorted(Comparator.comparing(leftover -> leftover.handle().pid()))
                .toList();
    }

    private static Optional<List<String>> words(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        return info.arguments().map(List::of);
    }

    private static String name(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith("-Dcandlelake.part="))
                .map(word -> word.substring(word.indexOf('=') + 1))
                .findFirst()
                .orElse("process");
    }

    /** Ends what is left, with a line saying so, and forgets stack.json. Returns what it ended. */
    static List<Leftover> stop(StackDirectory directory, Progress progress) throws InterruptedException {
        List<Leftover> left = find(directory);
        if (!left.isEmpty()) {
            Progress.Step step = progress.begin("processes of a killed stack to end");
            left.forEach(leftover -> leftover.handle().destroy());
            List<Leftover> deaf = new ArrayList<>(left);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            deaf.removeIf(leftover -> hasEnded(leftover.handle(), deadline));
            deaf.forEach(leftover -> leftover.handle().destroyForcibly());
            for (Leftover killed : deaf) {
                hasEnded(killed.handle(), System.nanoTime() + PATIENCE.toNanos());
            }
            step.done("a stack was killed here and left processes behind; stopped them: "
                    + left.stream().map(Leftover::toString).collect(Collectors.joining(", ")));
        }
        StackFile.delete(directory);
        return left;
    }

    private static boolean hasEnded(ProcessHandle handle, long deadline) {
        try {
            handle.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
