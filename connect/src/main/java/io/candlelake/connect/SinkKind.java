package io.candlelake.connect;

/** Which connector puts a topic into its table. */
public enum SinkKind {
    /** Ours: rows and the offsets behind them in one Iceberg commit. */
    LAKE,
    /** Apache Iceberg's own, its holes closed around it: a control topic, a coordinator, a seeded group. */
    APACHE;

    /** {@code lake}, {@code apache}: the form in settings and options. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
