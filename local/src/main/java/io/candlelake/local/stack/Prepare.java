package io.candlelake.local.stack;

import io.candlelake.connect.ConnectClient;
import io.candlelake.connect.Connectors;
import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.connect.SinkSettings;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a stack that runs elsewhere, such as in containers, needs once: {@code KAFKA_BOOTSTRAP_SERVERS=kafka:9092 java
 * io.candlelake.local.stack.Prepare topics}. Doing it again changes nothing.
 *
 * <p>{@code topics} makes the contract's topics. {@code connectors} registers the sinks, of the kind that {@code LAKE_SINK} says, at
 * {@code CONNECT_URL}, with the lake of {@link LakeSettings#parse}; tables of the other kind's are handed over first. Exit codes: 0 done,
 * 1 broken, 2 bad use.
 */
final class Prepare {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    private Prepare() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) throws InterruptedException {
        String what = arguments.size() == 1 ? arguments.get(0) : "";
        try {
            switch (what) {
                case "topics" -> topics(needed(environment, "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
                case "connectors" ->
                    connectors(
                            needed(environment, "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"),
                            URI.create(needed(environment, "CONNECT_URL", "http://connect:8083")),
                            LakeSettings.parse(environment),
                            SinkKind.of(environment));
                default -> throw new IllegalArgumentException("say what to prepare: topics or connectors");
            }
            return 0;
        } catch (IllegalArgumentException badUse) {
            System.err.println("prepare: " + badUse.getMessage());
            return 2;
        } catch (StackException | IllegalStateException broken) {
            System.err.println("prepare: " + broken.getMessage());
            return 1;
        }
    }

    private static void topics(String bootstrapServers) throws InterruptedException {
        System.out.println(TopicCreation.createMissing(bootstrapServers) + " topics created");
    }

    private static void connectors(String bootstrapServers, URI worker, LakeSettings lake, SinkKind sink) {
        SinkSettings settings = new SinkSettings(sink, bootstrapServers, lake.catalogProperties(), COMMIT_INTERVAL);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                LakeCatalog catalog = LakeCatalog.open(lake)) {
            Connectors.ensure(
                    admin,
                    new ConnectClient(worker),
                    Sink.all(),
                    settings,
                    new LakeHandover(catalog, admin, bootstrapServers, System.out::println),
                    PATIENCE,
                    System.out::println);
        }
    }

    private static String needed(Map<String, String> environment, String name, String form) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set (such as " + form + ")");
        }
        return value;
    }
}
