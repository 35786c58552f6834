package io.candlelake.local.stack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a user would see. */
final class RecordedProgress implements Progress {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public Step begin(String what) {
        return new Step() {
            @Override
            public void done(String line) {
                lines.add(line);
            }

            @Override
            public void failed() {}
        };
    }

    @Override
    public void say(String line) {
        lines.add(line);
    }

    @Override
    public void close() {}
}
