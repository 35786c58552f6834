package io.candlelake.connect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which connector puts a topic into its table. */
public enum SinkKind {
    /** Ours: rows and the offsets behind them in one Iceberg commit. */
    LAKE(LakeSinkConfig.CONNECTOR),
    /** Apache Iceberg's own, its holes closed around it: a control topic, a coordinator, a seeded group. */
    APACHE(ApacheSinkConfig.CONNECTOR);

    /** What the local stack and the images use, unless {@link #SETTING} says another. */
    public static final SinkKind DEFAULT = LAKE;

    /** The environment variable that chooses: {@code LAKE_SINK=apache}. */
    public static final String SETTING = "LAKE_SINK";

    private final String connector;

    SinkKind(String connector) {
        this.connector = connector;
    }

    /** {@code lake}, {@code apache}: the form in settings and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code lake} or {@code apache}. Throws {@link IllegalArgumentException} with one line for anything else. */
    public static SinkKind parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is no sink: "
                        + Arrays.stream(values()).map(SinkKind::label).collect(Collectors.joining(" and "))
                        + " are"));
    }

    /** What {@link #SETTING} says, else the default. */
    public static SinkKind of(Map<String, String> environment) {
        String label = environment.getOrDefault(SETTING, "");
        try {
            return label.isEmpty() ? DEFAULT : parse(label);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(SETTING + ": " + unknown.getMessage(), unknown);
        }
    }

    /** Of a connector that Connect has, by its class; empty for one of neither kind. */
    static Optional<SinkKind> of(Optional<Map<String, String>> config) {
        return config.map(keys -> keys.getOrDefault("connector.class", "")).flatMap(name -> Arrays.stream(values())
                .filter(kind -> kind.connector.equals(name))
                .findFirst());
    }

    String connector() {
        return connector;
    }
}
