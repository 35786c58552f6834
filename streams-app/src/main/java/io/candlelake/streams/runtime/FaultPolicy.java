package io.candlelake.streams.runtime;

import io.candlelake.streams.metrics.StreamsMetrics;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fault (docs/adr/0014): a passing one costs its thread, which another replaces, and at most {@link
 * FaultBudget#MAX} in a while; any other stops the process. Either way the transaction is aborted, so that what it read is read again:
 * nothing is left out, and no handler ever says to go on without a record.
 */
final class FaultPolicy implements StreamsUncaughtExceptionHandler {
    /** Under which the handlers that Kafka Streams makes itself find this. */
    static final String PROPERTY = "candlelake.fault.policy";

    private static final Logger LOG = LoggerFactory.getLogger(FaultPolicy.class);

    private final FaultBudget budget;
    private final StreamsMetrics metrics;
    private final Consumer<Thread> replaced;
    private final Runnable stopped;
    private volatile Optional<String> end = Optional.empty();
    private volatile Optional<Blame> blame = Optional.empty();

    /** Which record was being processed when the exception was thrown. */
    private record Blame(Throwable thrown, String record) {}

    /**
     * Has borne nothing yet.
     *
     * @param replaced told of each thread that another takes the place of, on that thread
     * @param stopped told when the process is to end
     */
    FaultPolicy(Clock clock, StreamsMetrics metrics, Consumer<Thread> replaced, Runnable stopped) {
        this.budget = new FaultBudget(clock);
        this.metrics = metrics;
        this.replaced = replaced;
        this.stopped = stopped;
    }

    /** Why the process has to end; empty while it has not. */
    Optional<String> end() {
        return end;
    }

    /** An exception came out of the processing of a record; it goes on to {@link #handle}. */
    void thrown(Throwable thrown, ErrorHandlerContext context) {
        String record = context.topic() == null
                ? "the clock's work of task " + context.taskId()
                : context.topic() + "-" + context.partition() + " at offset " + context.offset();
        blame = Optional.of(new Blame(thrown, record));
    }

    /** A record could not be written. Whether its task shall process its input again; else the thread ends. */
    boolean repeats(String topic, Exception refused) {
        if (!(refused instanceof RetriableException)
                || Fault.of(refused).kind() != Fault.Kind.PASSING
                || !budget.bears()) {
            return false;
        }
        metrics.sendRepeated();
        LOG.warn(
                "a row of {} was not written, its input is processed again: {}",
                topic,
                Fault.of(refused).line());
        return true;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable thrown) {
        Fault fault = Fault.of(thrown);
        if (fault.kind() == Fault.Kind.PASSING && budget.bears()) {
            LOG.warn(
                    "{} ended and another takes its place: {}",
                    Thread.currentThread().getName(),
                    fault.line());
            metrics.threadReplaced();
            replaced.accept(Thread.currentThread());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (fault.kind() == Fault.Kind.BUG) {
            LOG.error("this is a fault of our own", thrown);
        }
        if (end.isEmpty()) {
            end = Optional.of(line(fault, thrown));
        }
        stopped.run();
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private String line(Fault fault, Throwable thrown) {
        return switch (fault.kind()) {
            case SET_UP -> fault.line();
            case PASSING ->
                "gave up after " + FaultBudget.MAX + " faults in " + FaultBudget.SPAN.toMinutes()
                        + " minutes, the last: " + fault.line();
            case BUG ->
                "a fault of our own" + at(thrown) + ": " + fault.line()
                        + "; nothing of it was committed, it is processed again at the next start";
        };
    }

    private String at(Throwable thrown) {
        return blame.filter(known -> isCause(known.thrown(), thrown))
                .map(known -> " in " + known.record())
                .orElse("");
    }

    private static boolean isCause(Throwable sought, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause == sought) {
                return true;
            }
        }
        return false;
    }
}
