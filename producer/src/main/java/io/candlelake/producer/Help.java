package io.candlelake.producer;

import java.io.PrintStream;

/** What {@code --help} says. */
final class Help {
    private Help() {}

    static void print(PrintStream out) {
        out.println("The producer: Coinbase's trades, as received, to the Kafka topic raw_messages.");
        out.println();
        out.println("Settings are environment variables, else lines of the file CANDLELAKE_CONFIG, else defaults:");
        out.println();
        for (Setting setting : Setting.values()) {
            out.println(setting.line());
        }
        out.println();
        out.println("Exit codes: 0 stopped by SIGTERM, 1 something is broken, 2 bad configuration.");
        out.println();
        out.println("Example: PRODUCTS=BTC-USD,ETH-USD KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092 HEALTH_PORT=8080 \\");
        out.println("           java -cp 'candlelake-producer.jar:lib/*' io.candlelake.producer.Main");
    }
}
