package io.candlelake.local.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a stack of another process: {@code StackStop.stop(StackDirectory.of(data, Lake.SIMULATED), progress)}. */
public final class StackStop {
    /** Longer than a stack takes to stop by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StackStop() {}

    /** Whether there was anything to stop; it is gone on return. */
    public static boolean stop(StackDirectory directory, Progress progress) throws InterruptedException {
        Optional<StackState> running = directory.running();
        if (running.isPresent()) {
            stopSupervisor(running.get(), progress);
        }
        return !Leftovers.stop(directory, progress).isEmpty() || running.isPresent();
    }

    private static void stopSupervisor(StackState state, Progress progress) throws InterruptedException {
        Progress.Step step = progress.begin("the " + state.directory().lake() + " stack to end");
        Optional<ProcessHandle> supervisor = ProcessHandle.of(state.supervisorPid());
        if (supervisor.isPresent()) {
            CompletableFuture<ProcessHandle> exit = supervisor.get().onExit();
            supervisor.get().destroy();
            try {
                exit.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException deaf) {
                supervisor.get().destroyForcibly();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        step.done("stopped the " + state.directory().lake() + " stack (pid " + state.supervisorPid() + ", "
                + state.processes().size() + " processes)");
    }
}
