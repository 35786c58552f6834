package io.candlelake.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder and the processes of one benchmark; closing it ends them and deletes the folder, and so does the end of this JVM,
 * by Ctrl-C too.
 *
 * <pre>{@code
 * try (Workspace workspace = Workspace.open(Path.of("/tmp"))) {
 *     JavaProcess process = workspace.start(launch);
 * }
 * }</pre>
 */
public final class Workspace implements AutoCloseable {
    private final Path folder;
    private final List<JavaProcess> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::clear, "clear");
    private int folders;
    private boolean closed;

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /** A new folder inside the given one. */
    public static Workspace open(Path parent) {
        try {
            Workspace workspace = new Workspace(Files.createTempDirectory(parent, "candlelake-benchmark"));
            Runtime.getRuntime().addShutdownHook(workspace.hook);
            return workspace;
        } catch (IOException unwritable) {
            throw new BenchmarkException(parent + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    /** A name that was not given before, inside the folder; nothing is there yet. */
    public synchronized Path newPath(String name) {
        folders++;
        return folder.resolve(name + "-" + folders);
    }

    public JavaProcess start(Launch launch) {
        return start(launch.name(), launch.command(), launch.environment());
    }

    /**
     * A process whose command line another module composes.
     *
     * @param name of its log
     */
    public JavaProcess start(String name, List<String> command) {
        return start(name, command, Map.of());
    }

    private synchronized JavaProcess start(String name, List<String> command, Map<String, String> environment) {
        if (closed) {
            throw new BenchmarkException("stopped");
        }
        JavaProcess process = JavaProcess.start(name, command, environment, folder.resolve(name + ".log"));
        processes.add(process);
        return process;
    }

    /** A port that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new BenchmarkException("no free port", none);
        }
    }

    /** Deletes a folder of this workspace that is no longer needed. */
    public static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // Nothing to delete.
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        clear();
    }

    private synchronized void clear() {
        closed = true;
        processes.forEach(JavaProcess::destroy);
        processes.forEach(JavaProcess::close);
        delete(folder);
    }
}
