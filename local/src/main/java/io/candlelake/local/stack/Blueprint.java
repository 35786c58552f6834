package io.candlelake.local.stack;

import io.candlelake.domain.ProductId;
import io.candlelake.lake.LakeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How each part is started, from what the user asked for and the ports that were chosen.
 *
 * @param home where the modules are
 * @param options what was asked for
 * @param ports that were chosen
 */
record Blueprint(Home home, StackOptions options, ChosenPorts ports) {
    Launch launch(Part part) {
        return switch (part) {
            case BROKER -> broker();
            case CONNECT -> new Worker(home, options.directory(), ports, options.sink()).launch();
            case STREAMS -> streams();
            case SIMULATOR -> simulator();
            case PRODUCER -> producer();
            case LAKE_KEEPER -> lakeKeeper();
        };
    }

    private Launch broker() {
        int port = ports.of(Part.BROKER);
        return launch(
                new Jvm(Part.BROKER, 256, 128, true),
                home.libraries("local"),
                List.of("io.candlelake.broker.Main"),
                Map.of(
                        "BROKER_DIRECTORY", directory().kafka().toString(),
                        "BROKER_PORT", Integer.toString(port),
                        "BROKER_CONTROLLER_PORT", Integer.toString(ports.controller())),
                Readiness.listens(port));
    }

    private Launch streams() {
        int port = ports.of(Part.STREAMS);
        return launch(
                new Jvm(Part.STREAMS, 256, 96, false),
                home.classPath("streams-app"),
                List.of(home.options("streams-app"), "io.candlelake.streams.Main"),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers(),
                        "STREAMS_STATE_DIR", directory().streams().toString(),
                        "HEALTH_PORT", Integer.toString(port)),
                Readiness.http(port, "/health/ready"));
    }

    private Launch simulator() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SIMULATOR_PORT", Integer.toString(ports.of(Part.SIMULATOR)));
        environment.put("SIMULATOR_LEDGER", directory().ledger().toString());
        environment.put("HEALTH_PORT", Integer.toString(ports.simulatorHealth()));
        environment.put("SIMULATOR_PRODUCTS", joined(options.productsOrDefaults()));
        options.seed().ifPresent(seed -> environment.put("SIMULATOR_SEED", Long.toString(seed)));
        options.rate().ifPresent(rate -> environment.put("SIMULATOR_RATE", Double.toString(rate)));
        return launch(
                new Jvm(Part.SIMULATOR, 128, 64, true),
                home.classPath("simulator"),
                List.of("io.candlelake.simulator.Main"),
                environment,
                Readiness.http(ports.simulatorHealth(), "/health/ready"));
    }

    private Launch producer() {
        int port = ports.of(Part.PRODUCER);
        Map<String, String> environment = new HashMap<>(options.intake().settings(options.productsOrDefaults()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers());
        environment.put("HEALTH_PORT", Integer.toString(port));
        if (directory().lake() == Lake.SIMULATED) {
            environment.putAll(simulatedCoinbase());
        }
        return launch(
                new Jvm(Part.PRODUCER, 128, 64, true),
                home.classPath("producer"),
                List.of("io.candlelake.producer.Main"),
                environment,
                Readiness.http(port, "/health/ready"));
    }

    private Launch lakeKeeper() {
        int port = ports.of(Part.LAKE_KEEPER);
        LakeSettings lake = LakeSettings.local(directory().path());
        return launch(
                new Jvm(Part.LAKE_KEEPER, 256, 96, false),
                home.classPath("lake"),
                List.of("io.candlelake.lake.keeper.Main"),
                Map.of(
                        "CATALOG_URI", lake.catalogUri(),
                        "WAREHOUSE", lake.warehouse(),
                        "LAKE_MAINTENANCE_INTERVAL", options.maintenance(),
                        "LAKE_AUDIT_FILE", directory().lastAudit().toString(),
                        "HEALTH_PORT", Integer.toString(port)),
                Readiness.listens(port));
    }

    /** All that the producer asks is asked of the simulator. */
    private Map<String, String> simulatedCoinbase() {
        String address = "localhost:" + ports.of(Part.SIMULATOR);
        return Map.of(
                "SIMULATED", "true",
                "COINBASE_EXCHANGE_WS_URL", "ws://" + address + "/",
                "COINBASE_ADVANCED_WS_URL", "ws://" + address + "/advanced",
                "COINBASE_EXCHANGE_REST_URL", "http://" + address,
                "COINBASE_API_URL", "http://" + address);
    }

    private Launch launch(
            Jvm jvm, String classPath, List<String> main, Map<String, String> environment, Readiness readiness) {
        return new Launch(
                jvm.part(),
                jvm.command(directory(), classPath, main),
                environment,
                new LogFile(directory().log(jvm.part())),
                OptionalInt.of(ports.of(jvm.part())),
                readiness);
    }

    private StackDirectory directory() {
        return options.directory();
    }

    private static String joined(List<ProductId> products) {
        return products.stream().map(ProductId::value).collect(Collectors.joining(","));
    }
}
