package io.candlelake.producer.replay;

import io.candlelake.producer.replay.Progress.Phase;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells of one file's progress, a few times a second however often it goes on. */
final class ProgressReport {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final Phase phase;
    private final RecordedFile file;
    private final Tally tally;
    private final Consumer<Progress> progress;
    private long lastNanos = System.nanoTime();

    ProgressReport(Phase phase, RecordedFile file, Tally tally, Consumer<Progress> progress) {
        this.phase = phase;
        this.file = file;
        this.tally = tally;
        this.progress = progress;
    }

    void going() {
        if (System.nanoTime() - lastNanos > PAUSE_NANOS) {
            now();
        }
    }

    void now() {
        lastNanos = System.nanoTime();
        progress.accept(new Progress(phase, file.path(), file.bytesRead(), file.size(), tally.frames()));
    }
}
