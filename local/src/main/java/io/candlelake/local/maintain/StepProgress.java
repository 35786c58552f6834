package io.candlelake.local.maintain;

import io.candlelake.local.stack.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table's steps, one shown at a time: {@code ticks: packing 300 files of time_day=2026-07-07}. */
final class StepProgress implements Consumer<String> {
    private final Progress progress;
    private final String table;
    private Progress.@Nullable Step shown;

    StepProgress(Progress progress, String table) {
        this.progress = progress;
        this.table = table;
    }

    @Override
    public void accept(String step) {
        end();
        shown = progress.begin(table + ": " + step);
    }

    void done(String line) {
        if (shown != null) {
            shown.done(table + ": " + line);
            shown = null;
        }
    }

    /** Whoever failed says so itself. */
    void end() {
        if (shown != null) {
            shown.failed();
            shown = null;
        }
    }
}
