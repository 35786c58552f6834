package io.candlelake.connect;

import java.util.Locale;

/** Which connector puts a topic into its table. */
public enum SinkKind {
    /** Ours: rows and the offsets behind them in one Iceberg commit. */
    LAKE,
    /** Apache Iceberg's own, its holes closed around it: a control topic, a coordinator, a seeded group. */
    APACHE;

    /** What the local stack and the images use. Ours takes its place once it has been through what Apache's has. */
    public static final SinkKind DEFAULT = APACHE;

    /** {@code lake}, {@code apache}: the form in settings and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
