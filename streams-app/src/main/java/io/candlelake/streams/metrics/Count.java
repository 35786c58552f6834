package io.candlelake.streams.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** A count with one writer and any readers. It costs the writer what a plain field does, for nobody else ever adds to it. */
final class Count {
    private final AtomicLong value = new AtomicLong();

    void increment() {
        value.setOpaque(value.getPlain() + 1);
    }

    long get() {
        return value.getOpaque();
    }
}
