package io.candlelake.local.up;

import io.candlelake.local.stack.StackDirectory;
import io.candlelake.query.server.SqlServer;

/** Ends the lake's SQL server while the stack ends, for it takes seconds too. */
final class SqlStop implements AutoCloseable {
    private final Thread thread;

    SqlStop(StackDirectory directory) {
        thread = new Thread(() -> SqlServer.stop(directory.path()), "stop-sql");
    }

    void begin() {
        thread.start();
    }

    /** Waits until it is gone; not at all when the end did not begin. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
