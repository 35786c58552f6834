package io.candlelake.producer.raw;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that unacknowledged records may take: 32 MiB. Whoever finds it full waits, in the order of coming.
 *
 * <p>Kafka's own buffer counts compressed batches, not what the records in them cost outside of it, and says nothing while it is full.
 */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** What a record costs besides its frame: headers, its callback, Kafka's own account of it. */
    private static final int RECORD_BYTES = 600;

    private static final long LOOK_SECONDS = 1;

    /** Kafka that is only slow makes room and has none many times a second. */
    private static final long BETWEEN_LINES_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int bytes;
    private final Semaphore free;
    private final Runnable check;
    private final WriteListener listener;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong nextLineNanos = new AtomicLong(System.nanoTime());

    /** @param check throws when waiting is of no use any more */
    Room(int bytes, Runnable check, WriteListener listener) {
        this.bytes = bytes;
        this.free = new Semaphore(bytes, true);
        this.check = check;
        this.listener = listener;
    }

    /** Waits for room; how much was taken. */
    int take(int frameBytes) throws InterruptedException {
        int needed = Math.min(frameBytes + RECORD_BYTES, bytes);
        if (free.hasQueuedThreads() || !free.tryAcquire(needed)) {
            await(() -> free.tryAcquire(needed, LOOK_SECONDS, TimeUnit.SECONDS));
        }
        return needed;
    }

    /** Tries until it succeeds, and says that it is waited. */
    void await(Attempt attempt) throws InterruptedException {
        if (waiting.getAndIncrement() == 0) {
            warn();
            listener.waiting(true);
        }
        try {
            while (!attempt.succeeds()) {
                check.run();
            }
        } finally {
            if (waiting.decrementAndGet() == 0) {
                listener.waiting(false);
            }
        }
    }

    /** Takes about a second. */
    interface Attempt {
        boolean succeeds() throws InterruptedException;
    }

    private void warn() {
        long now = System.nanoTime();
        if (now - nextLineNanos.get() >= 0) {
            nextLineNanos.set(now + BETWEEN_LINES_NANOS);
            LOG.warn("Kafka is slow or gone: {} bytes wait for it, no more is read until it takes some", used());
        }
    }

    void giveBack(int taken) {
        free.release(taken);
    }

    /** What unacknowledged records take. */
    int used() {
        return bytes - free.availablePermits();
    }
}
