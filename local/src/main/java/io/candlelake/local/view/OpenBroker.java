package io.candlelake.local.view;

import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.ProcessState;
import io.candlelake.local.stack.Progress;
import io.candlelake.local.stack.Stack;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.StackOptions;
import io.candlelake.local.stack.StackState;
import io.candlelake.local.stack.TerminalProgress;
import java.util.Optional;

/**
 * The running stack's broker, or one started for a command and stopped with it:
 * {@code try (OpenBroker open = OpenBroker.of(directory, screen)) { open.broker().topics(); }}.
 *
 * @param broker connected
 * @param started the broker process that was started for this; empty when the stack runs
 */
public record OpenBroker(Broker broker, Optional<Stack> started) implements AutoCloseable {

    /** Connects, and starts a broker where none runs; throws {@link StackException} when it cannot. */
    public static OpenBroker of(StackDirectory directory) throws InterruptedException {
        Optional<StackState> running = directory.running();
        if (running.isPresent()) {
            StackState stack = running.get();
            if (stack.process(Part.BROKER).filter(ProcessState::isAlive).isEmpty()) {
                throw new StackException("the broker of the running stack is not up yet; try again in a few seconds");
            }
            return new OpenBroker(Broker.at(stack.bootstrapServers()), Optional.empty());
        }
        // On the error stream: the output is the answer alone.
        try (Progress progress = TerminalProgress.onError()) {
            Stack stack = Stack.start(StackOptions.of(directory, Part.brokerAlone()), progress);
            return new OpenBroker(Broker.at(stack.bootstrapServers()), Optional.of(stack));
        }
    }

    @Override
    public void close() {
        broker.close();
        started.ifPresent(Stack::close);
    }
}
