package io.candlelake.lake.audit;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells a person how far it is: every thousandth row asks the taker, which shows as much as it likes. */
final class AuditProgress {
    private static final int OFTEN = 0x3ff;

    private final Consumer<String> taker;
    private long steps;

    AuditProgress(Consumer<String> taker) {
        this.taker = taker;
    }

    void step(Supplier<String> text) {
        if ((++steps & OFTEN) == 0) {
            taker.accept("audit: " + text.get());
        }
    }

    void say(String text) {
        taker.accept("audit: " + text);
    }

    /** {@code 1,234,567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
