package io.candlelake.local.replay;

import io.candlelake.connect.SinkKind;
import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.Progress;
import io.candlelake.local.stack.Stack;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.StackOptions;
import io.candlelake.local.stack.StackState;
import io.candlelake.local.stack.TerminalProgress;
import java.util.Optional;

/**
 * The stack that a replay goes through: the running one, or one that is started for it and stopped with it.
 *
 * @param state as of its start
 * @param started empty when it runs without us
 */
record ReplayStack(StackState state, Optional<Stack> started) implements AutoCloseable {

    /**
     * Of a lake.
     *
     * @param sink that was asked for; empty for the running stack's, else the default
     */
    static ReplayStack of(StackDirectory directory, Optional<SinkKind> sink) throws InterruptedException {
        Optional<StackState> running = directory.running();
        if (running.isPresent()) {
            requireWhole(running.get());
            requireSink(running.get(), sink);
            return new ReplayStack(running.get(), Optional.empty());
        }
        try (Progress progress = TerminalProgress.onError()) {
            Stack stack = Stack.start(
                    StackOptions.of(directory, Part.withoutSource()).with(sink.orElse(SinkKind.DEFAULT)), progress);
            // Nothing is awaited any more; what dies and what is stopped is told the same way.
            stack.supervise(progress::say);
            return new ReplayStack(stack.state(), Optional.of(stack));
        }
    }

    private static void requireWhole(StackState running) {
        if (!running.ready()) {
            throw new StackException(
                    "the stack on " + running.directory().path() + " is still starting; try again soon");
        }
        for (Part part : Part.withoutSource()) {
            if (running.process(part).isEmpty()) {
                throw new StackException("what runs on " + running.directory().path() + " has no " + part
                        + ": another command uses its broker; try again when that is done");
            }
        }
    }

    private static void requireSink(StackState running, Optional<SinkKind> asked) {
        if (asked.isPresent() && asked.get() != running.sink()) {
            throw new StackException(
                    "the stack that runs on " + running.directory().path() + " has the sink "
                            + running.sink().label() + ", not " + asked.get().label()
                            + ": stop it first, with ./candlelake down");
        }
    }

    @Override
    public void close() {
        started.ifPresent(Stack::close);
    }
}
