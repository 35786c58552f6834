package io.candlelake.connect;

import java.util.Map;

/** {@code ConnectorConfigs.of(new Sink("ticks"), settings)}: what Connect is told about one sink. */
public final class ConnectorConfigs {
    private ConnectorConfigs() {}

    /** Connect's and the connector's own keys. */
    public static Map<String, String> of(Sink sink, SinkSettings settings) {
        return switch (settings.kind()) {
            case LAKE -> LakeSinkConfig.of(sink, settings);
            case APACHE -> ApacheSinkConfig.of(sink, settings);
        };
    }
}
