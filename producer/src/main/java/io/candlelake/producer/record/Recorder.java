package io.candlelake.producer.record;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a live session:
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.open(Path.of("frames.ndjson.gz"), RecordListener.NONE)) {
 *     recorder.record(key, payload, headers);
 * }
 * }</pre>
 *
 * <p>Called where raw_messages is written, in the same order; thread-safe. Never waits and never throws: what is not yet
 * written is in memory, up to a bound, and a thread of ours writes it. When the file cannot be written, or not as fast as
 * frames come, the recording ends there, which is said and counted: it is the session's beginning, without a hole.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    /** What a disk that stands still may cost: 32 MiB, a minute of a busy market. */
    static final long MOST_WAITING_BYTES = 32L * 1024 * 1024;

    /** How much of the end a killed process may lack. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Those of now, and some that are lost already. */
    private static final int MOST_CONNECTIONS = 64;

    private static final long CHUNK_BYTES = 1024 * 1024;
    /** Of the three seconds that a process has to stop, most are Kafka's. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final RecordingFile file;
    private final RecordListener listener;
    private final long mostWaitingBytes;
    private final Thread writer = new Thread(this::run, "recorder");

    // Guarded by this.
    private List<byte[]> waiting = new ArrayList<>();
    private long waitingBytes;
    private String lastConnection = "";
    private final Map<String, byte[]> lastPayloads = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_CONNECTIONS;
        }
    };
    private boolean over;
    private boolean closing;

    private Recorder(RecordingFile file, RecordListener listener, long mostWaitingBytes) {
        this.file = file;
        this.listener = listener;
        this.mostWaitingBytes = mostWaitingBytes;
    }

    /**
     * Creates the file; where there is one of that name, another with a number.
     *
     * @param file gzip where its name ends in .gz
     * @throws RecordException when it cannot be created; its message is one line
     */
    public static Recorder open(Path file, RecordListener listener) {
        return open(file, listener, MOST_WAITING_BYTES);
    }

    static Recorder open(Path file, RecordListener listener, long mostWaitingBytes) {
        Recorder recorder;
        try {
            recorder = new Recorder(RecordingFile.create(file), listener, mostWaitingBytes);
        } catch (IOException uncreatable) {
            throw new RecordException(
                    "the recording " + file + " cannot be created (" + reason(uncreatable) + ")", uncreatable);
        }
        LOG.info("recording to {}", recorder.file.path());
        recorder.writer.setDaemon(true);
        recorder.writer.start();
        return recorder;
    }

    /** The file that is written: the one that was asked for, or a numbered one beside it. */
    public Path file() {
        return file.path();
    }

    /**
     * A frame as received.
     *
     * @param connectionId of the connection that it came on, any text without a meaning
     */
    public synchronized void frame(String connectionId, ReceivedFrame frame) {
        if (!connectionId.equals(lastConnection)) {
            lastConnection = connectionId;
            add(new RecordedLine.Connection(connectionId));
        }
        add(new RecordedLine.Frame(frame));
    }

    /** A page, an answer or a note, as written to raw_messages on the feed rest. */
    public synchronized void rest(String channel, ProductId product, ReceivedFrame frame) {
        add(new RecordedLine.Rest(channel, product, frame));
    }

    /**
     * A record of raw_messages, as it is about to be queued: a frame, or what stands there on the feed rest. A frame of
     * several products has a record for each, of the same array, and is kept once.
     */
    public synchronized void record(Optional<ProductId> key, byte[] payload, RawHeaders headers) {
        ReceivedFrame frame = new ReceivedFrame(payload, headers.originalSize(), headers.receivedAt());
        if (headers.feed() == Feed.REST && headers.channel().isPresent() && key.isPresent()) {
            rest(headers.channel().get(), key.get(), frame);
        } else if (lastPayloads.put(headers.connectionId(), payload) != payload) {
            frame(headers.connectionId(), frame);
        }
    }

    private synchronized void add(RecordedLine line) {
        if (over || closing) {
            return;
        }
        byte[] bytes = line.toBytes();
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (waitingBytes > mostWaitingBytes) {
            end("the disk is slower than the feed");
        } else if (waitingBytes > CHUNK_BYTES) {
            notifyAll();
        }
    }

    private void run() {
        try {
            for (List<byte[]> lines = next(); !lines.isEmpty(); lines = next()) {
                listener.written(lines.size(), file.write(lines));
            }
        } catch (IOException unwritable) {
            end(reason(unwritable));
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lines since the last time, at least one; none when the recording is over. */
    private synchronized List<byte[]> next() throws InterruptedException {
        long dueNanos = System.nanoTime() + PAUSE.toNanos();
        while (!over
                && !closing
                && (waiting.isEmpty() || (waitingBytes < CHUNK_BYTES && dueNanos - System.nanoTime() > 0))) {
            wait(Math.max(
                    1,
                    Math.min(
                            PAUSE.toMillis(),
                            Duration.ofNanos(dueNanos - System.nanoTime()).toMillis())));
        }
        List<byte[]> lines = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        return lines;
    }

    private synchronized void end(String why) {
        if (!over) {
            over = true;
            waiting = new ArrayList<>();
            LOG.error("recording to {} has stopped ({}); the feed goes on unrecorded", file.path(), why);
            listener.stopped();
            notifyAll();
        }
    }

    /** Writes what is left, for half a second at most. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            writer.join(CLOSING.toMillis());
            if (writer.isAlive()) {
                LOG.error("the last lines of {} were not written in {} ms", file.path(), CLOSING.toMillis());
            } else {
                file.close();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (IOException unwritable) {
            LOG.error("{} was not closed: {}", file.path(), reason(unwritable));
        }
    }

    private static String reason(IOException error) {
        String message = error.getMessage();
        return error.getClass() == IOException.class && message != null
                ? message
                : error.getClass().getSimpleName() + ": " + message;
    }
}
