package io.candlelake.catalogs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of the outer world as a process of this test, on loopback. */
final class StandIn implements AutoCloseable {
    /** To be found in a process's environment; the stand-ins take any. */
    static final Map<String, String> KEYS = Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final int port;
    private final Path log;

    private StandIn(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** An S3 that keeps its objects below the folder, with the bucket {@code lake}. */
    static StandIn s3(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Files.createDirectories(objects.resolve("lake"));
        Path configuration = Files.writeString(folder.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=none
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, objects));
        return start(
                List.of(
                        java(),
                        "-Xmx256m",
                        "-jar",
                        Path.of("target", "s3proxy.jar").toString(),
                        "--properties",
                        configuration.toString()),
                port,
                folder.resolve("s3.log"));
    }

    /** A Glue that refuses stale versions. */
    static StandIn glue(String python, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        return start(
                List.of(
                        python,
                        Path.of("src", "test", "resources", "glue.py").toString(),
                        "-p",
                        Integer.toString(port)),
                port,
                folder.resolve("glue.log"));
    }

    /** This process's keys; the SDK looks at these before anything else. */
    static void withKeys() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    /** The Python that has moto; without one the test that asks is skipped. */
    static String pythonWithMoto() throws InterruptedException {
        String python = python();
        assumeTrue(
                hasMoto(python),
                "skipped: " + python
                        + " has no moto (pip install 'moto[server]==5.2.1', or name another in CANDLELAKE_PYTHON)");
        return python;
    }

    static String python() {
        return System.getenv().getOrDefault("CANDLELAKE_PYTHON", "python3");
    }

    static boolean hasMoto(String python) throws InterruptedException {
        try {
            Process check = new ProcessBuilder(python, "-c", "import moto.server, flask")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static StandIn start(List<String> command, int port, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        StandIn server = new StandIn(process, port, log);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!server.listens()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                server.close();
                throw new IOException(command.get(0) + " does not listen: " + Files.readString(log));
            }
            Thread.sleep(100);
        }
        return server;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
