package io.candlelake.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Ctrl-C, SIGTERM and SIGHUP interrupt the thread that runs the command, so that it ends as it always does: through its
 * finally blocks, in order.
 */
final class Interruption implements AutoCloseable {
    /** Longer than a stack takes to stop. */
    private static final long PATIENCE_SECONDS = 20;

    private static final int BROKEN = 1;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile int code = BROKEN;

    private Interruption() {}

    /** For the thread that calls this. */
    static Interruption install() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::ask, "interruption"));
        return interruption;
    }

    private void ask() {
        if (finished.getCount() == 0) {
            return;
        }
        asked = true;
        command.interrupt();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("candlelake: could not stop within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        // Without this, the JVM would exit with the number of the signal although it stopped as asked.
        Runtime.getRuntime().halt(code);
    }

    boolean wasAsked() {
        return asked;
    }

    /** The command has returned: the hook may go on. */
    void finish(int exitCode) {
        code = exitCode;
        finished.countDown();
    }

    /** Whether the command ended because it was interrupted. */
    static boolean isOne(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof InterruptException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        finished.countDown();
    }
}
