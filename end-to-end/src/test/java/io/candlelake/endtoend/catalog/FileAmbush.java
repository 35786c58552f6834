package io.candlelake.endtoend.catalog;

import io.candlelake.endtoend.plain.CurrentTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Where workers commit to SQLite by themselves, their files tell how far they are: before the catalog has a commit, its first file is written; afterwards the table's row has
 * changed, and the worker is about to tell Kafka. Whose commit it is cannot be told.
 *
 * @param catalog SQLite's file
 * @param table whose commits
 * @param folder of the table's metadata files
 * @param random how long after the first file, up to what a commit takes
 */
public record FileAmbush(Path catalog, String table, Path folder, SplittableRandom random) implements Ambush {
    private static final long COMMIT_MILLIS = 40;

    @Override
    public boolean strike(int worker, Moment moment, Duration lateBy, Duration patience, Runnable strike)
            throws InterruptedException {
        boolean seen = moment == Moment.AFTER ? awaitRow(patience) : awaitFile(patience);
        if (seen) {
            strike.run();
        }
        return seen;
    }

    private boolean awaitRow(Duration patience) throws InterruptedException {
        String before = CurrentTable.location(catalog, table);
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (!CurrentTable.location(catalog, table).equals(before)) {
                return true;
            }
            Thread.sleep(3);
        }
        return false;
    }

    private boolean awaitFile(Duration patience) throws InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            if (watch.poll(patience.toMillis(), TimeUnit.MILLISECONDS) == null) {
                return false;
            }
            Thread.sleep(random.nextLong(COMMIT_MILLIS));
            return true;
        } catch (IOException unwatchable) {
            throw new UncheckedIOException(unwatchable);
        }
    }
}
