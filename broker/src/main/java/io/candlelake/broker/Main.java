package io.candlelake.broker;

/** The broker as a process: {@code BROKER_DIRECTORY=data/kafka BROKER_PORT=19092 java io.candlelake.broker.Main}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        BrokerSettings settings;
        try {
            settings = BrokerSettings.parse(System.getenv());
        } catch (IllegalArgumentException problems) {
            System.err.println("broker: " + problems.getMessage());
            System.exit(2);
            return;
        }
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
            System.out.println("broker ready at " + broker.bootstrapServers());
        } catch (RuntimeException broken) {
            System.err.println("broker: cannot start: " + rootMessage(broken));
            System.exit(1);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
