package io.candlelake.endtoend.part;

import io.candlelake.catalogs.RestCatalogServer;
import io.candlelake.endtoend.catalog.CatalogGate;
import io.candlelake.endtoend.command.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * From a simulated Coinbase to the tables: {@link FeedStack}, the lake on a disk of its own, and two Connect workers of one group, of which the second is started by whoever
 * wants it.
 *
 * <p>The folder is laid out as the local stack's, so that {@code ./candlelake audit --data} reads it.
 */
public final class LakeStack implements AutoCloseable {
    /** Those that every run fills, and that two tasks fill together. */
    public static final List<String> BUSY = List.of("raw_messages", "ticks");

    private static final int WORKERS = 2;
    private static final long DISK_MEGABYTES = 4096;
    private static final Duration PATIENCE = FeedStack.PATIENCE;

    private final FeedStack feed;
    private final CatalogKind kind;
    private final String sink;
    private final Optional<SmallDisk> disk;
    private final List<Worker> workers;
    private final Optional<RestCatalogServer> catalog;
    private final Optional<CatalogGate> gate;
    private final Thread lastResort = new Thread(this::endAll, "lake-stack-last-resort");
    private boolean kept;

    /**
     * Nothing runs yet but the catalog.
     *
     * @param sink {@code lake} or {@code apache}: which connector
     * @param seed of the catalog's faults
     */
    public LakeStack(String products, CatalogKind kind, String sink, long seed)
            throws IOException, InterruptedException {
        this.feed = new FeedStack(products);
        this.kind = kind;
        this.sink = sink;
        this.disk = SmallDisk.mount(warehouse(), DISK_MEGABYTES);
        if (kind == CatalogKind.REST) {
            catalog = Optional.of(new RestCatalogServer(sqlite()));
            gate = Optional.of(new CatalogGate(URI.create(catalog.get().address()), seed));
        } else {
            catalog = Optional.empty();
            gate = Optional.empty();
        }
        workers = IntStream.range(0, WORKERS)
                .mapToObj(number -> new Worker(
                        number, feed, gate.map(door -> door.address(number)).orElse(uri())))
                .toList();
        Runtime.getRuntime().addShutdownHook(lastResort);
        Files.createDirectory(data());
        Files.createSymbolicLink(data().resolve("simulated"), feed.folder());
    }

    private JdbcCatalog sqlite() {
        return (JdbcCatalog) CatalogUtil.buildIcebergCatalog(
                "candlelake",
                Map.of(
                        "type",
                        "jdbc",
                        "uri",
                        uri(),
                        "warehouse",
                        warehouse().toUri().toString(),
                        "jdbc.schema-version",
                        "V1",
                        "io-impl",
                        "org.apache.iceberg.hadoop.HadoopFileIO"),
                new Configuration());
    }

    /** All but the second worker, and not the producer: nothing flows yet. Returns when the sinks run. */
    public void startWithoutProducer() throws IOException, InterruptedException {
        feed.startWithoutProducer();
        once("tables", Java.of("lake", "io.candlelake.lake.Main", 192).with("create"), lake(uri(), CatalogKind.JDBC));
        workers.get(0).part().start().awaitReady(PATIENCE);
        registerConnectors();
    }

    private Map<String, String> lake(String uri, CatalogKind type) {
        return Map.of(
                "CATALOG_TYPE",
                type.label(),
                "CATALOG_URI",
                uri,
                "WAREHOUSE",
                warehouse().toUri().toString());
    }

    /** As the product's images do it; then each worker gets its own address of the catalog, and the busy tables two tasks, where our sink allows it. */
    private void registerConnectors() throws IOException, InterruptedException {
        Part connectors = new Part(
                "connectors",
                Java.of("local", "io.candlelake.local.stack.Prepare", 128).with("connectors"),
                lake(workers.get(0).catalogUri(), kind),
                feed.file("connectors.log"),
                () -> true);
        connectors
                .with("KAFKA_BOOTSTRAP_SERVERS", feed.bootstrapServers())
                .with("CONNECT_URL", workers.get(0).rest().toString())
                .with("LAKE_SINK", sink);
        run(connectors);
        ConnectRest rest = new ConnectRest(workers.get(0).rest());
        for (String connector : rest.connectors()) {
            boolean shared = sink.equals("lake") && BUSY.contains(connector);
            rest.change(connector, config -> {
                config.put("iceberg.catalog.uri", "${env:" + Worker.CATALOG_URI + "}");
                if (shared) {
                    // One name for all of a connector's tasks goes with one task alone.
                    config.put("tasks.max", "2");
                    config.remove("consumer.override.group.instance.id");
                }
            });
        }
        rest.awaitAllRun(PATIENCE);
    }

    private void once(String name, Java program, Map<String, String> environment) throws InterruptedException {
        run(new Part(name, program, environment, feed.file(name + ".log"), () -> true));
    }

    private static void run(Part part) throws InterruptedException {
        Optional<Integer> code = part.start().awaitEnd(PATIENCE);
        if (!code.equals(Optional.of(0))) {
            part.kill();
            throw new IllegalStateException(part + " ended with " + code + ": " + part.lastWords());
        }
    }

    /** Starts failed connectors and tasks again, as the local stack does; what failed, one a line. */
    public List<String> restartFailed() throws InterruptedException {
        for (Worker worker : workers) {
            if (worker.part().isReady()) {
                return new ConnectRest(worker.rest()).restartFailed();
            }
        }
        return List.of();
    }

    public FeedStack feed() {
        return feed;
    }

    /** From 0 on. */
    public Part worker(int number) {
        return workers.get(number).part();
    }

    public List<Part> workers() {
        return workers.stream().map(Worker::part).toList();
    }

    /** With {@link CatalogKind#REST} alone. */
    public Optional<CatalogGate> gate() {
        return gate;
    }

    /** Where this machine lets one be mounted. */
    public Optional<SmallDisk> disk() {
        return disk;
    }

    /** SQLite's file. */
    public Path catalogFile() {
        return feed.file("catalog.sqlite");
    }

    private String uri() {
        return "jdbc:sqlite:" + catalogFile() + "?journal_mode=WAL&busy_timeout=30000";
    }

    private Path warehouse() {
        return feed.file("warehouse");
    }

    /** What {@code --data} is to name. */
    public Path data() {
        return feed.file("data");
    }

    /** The folder stays, to look at its logs and tables. */
    public void keep() {
        kept = true;
        feed.keep();
    }

    private void endAll() {
        Part.startNoMore();
        killAll();
    }

    private void killAll() {
        for (Part worker : workers()) {
            try {
                worker.kill();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        gate.ifPresent(CatalogGate::close);
        catalog.ifPresent(RestCatalogServer::close);
        if (kept && disk.isPresent()) {
            keepTables();
        }
        disk.ifPresent(SmallDisk::close);
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        feed.close();
    }

    /** What is on the small disk goes with it: a copy stays beside it. */
    private void keepTables() {
        try {
            new ProcessBuilder(
                            "cp",
                            "-r",
                            warehouse().toString(),
                            feed.file("warehouse-kept").toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A Connect worker of the group.
     *
     * @param rest where it is asked
     * @param catalogUri where it finds the catalog
     */
    private record Worker(Part part, URI rest, String catalogUri) {
        static final String CATALOG_URI = "CANDLELAKE_CATALOG_URI";

        Worker(int number, FeedStack feed, String catalogUri) {
            this(number, feed, catalogUri, Ports.next());
        }

        private Worker(int number, FeedStack feed, String catalogUri, int port) {
            this(
                    new Part(
                            "worker-" + number,
                            Java.connectWorker(properties(number, feed, port), 512),
                            Map.of(CATALOG_URI, catalogUri),
                            feed.file("worker-" + number + ".log"),
                            () -> SimulatedCoinbase.answers(port, "/health")),
                    URI.create("http://127.0.0.1:" + port),
                    catalogUri);
        }

        /** The images' own, with the local stack's addresses and patience. */
        private static Path properties(int number, FeedStack feed, int port) {
            Properties properties = new Properties();
            try (var in = Files.newBufferedReader(Sandbox.home().resolve("docker/connect/worker.properties"))) {
                properties.load(in);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            properties.putAll(Map.of(
                    "bootstrap.servers",
                    feed.bootstrapServers(),
                    "listeners",
                    "http://127.0.0.1:" + port,
                    "rest.advertised.host.name",
                    "127.0.0.1",
                    "rest.advertised.port",
                    Integer.toString(port),
                    "plugin.path",
                    Sandbox.home().resolve("connect/target/plugin").toString(),
                    "session.timeout.ms",
                    "10000",
                    "heartbeat.interval.ms",
                    "3000",
                    "config.providers",
                    "env",
                    "config.providers.env.class",
                    "org.apache.kafka.common.config.provider.EnvVarConfigProvider"));
            Path file = feed.file("worker-" + number + ".properties");
            try (var out = Files.newBufferedWriter(file)) {
                properties.store(out, "a worker of a test");
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            return file;
        }
    }
}
