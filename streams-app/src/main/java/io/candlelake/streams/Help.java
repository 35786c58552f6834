package io.candlelake.streams;

import java.io.PrintStream;

/** What {@code --help} says. */
final class Help {
    private Help() {}

    static void print(PrintStream out) {
        out.println(
                "The streams app: raw_messages to ticks, candles, gaps, rejects, spot_prices and alerts, exactly once.");
        out.println();
        out.println("Settings are environment variables, else defaults:");
        out.println();
        for (Setting setting : Setting.values()) {
            out.println(setting.line());
        }
        out.println();
        out.println("  --describe               prints the topology, its state and changelogs, and ends");
        out.println();
        out.println(
                "Exit codes: 0 stopped by SIGTERM, everything processed is committed; 1 something is broken; 2 bad configuration.");
        out.println();
        out.println(
                "Example: KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092 STREAMS_STATE_DIR=data/streams HEALTH_PORT=8081 \\");
        out.println("           java -cp 'candlelake-streams-app.jar:lib/*' io.candlelake.streams.Main");
    }
}
