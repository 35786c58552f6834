package io.candlelake.endtoend.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A data directory of its own and the commands that run on it: {@code sandbox.run("replay", "a.ndjson")}.
 *
 * <p>Every process that descends from one of its commands bears a mark in its environment, so that none is overlooked or left behind.
 */
public final class Sandbox implements AutoCloseable {
    /** Generous: the first start of a cold machine with two cores, and more. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The line by which {@code up} says that everything answers. */
    public static final Pattern READY = Pattern.compile("(?m)^[ \\d.]+ s +ready\\b");

    private static final String MARK = "CANDLELAKE_END_TO_END";
    private static final Path HOME = Path.of(System.getProperty("candlelake.home", ".."))
            .toAbsolutePath()
            .normalize();

    private final String mark = UUID.randomUUID().toString();
    private final Path folder;
    private final Path data;
    private final Map<String, String> environment = new TreeMap<>();
    private final Thread lastResort = new Thread(this::killAll, "end-to-end-last-resort");
    private int commands;

    private Sandbox(Path folder, Path data) {
        this.folder = folder;
        this.data = data;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    public static Sandbox create() {
        Path folder = temporary();
        return new Sandbox(folder, folder.resolve("data"));
    }

    /** On a data directory elsewhere, which it neither makes nor deletes. */
    public static Sandbox on(Path data) {
        return new Sandbox(temporary(), data);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("candlelake-end-to-end-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The root of the repository. */
    public static Path home() {
        return HOME;
    }

    /** A variable for every command from now on. */
    public Sandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What {@code --data} names. */
    public Path data() {
        return data;
    }

    /** A place for files of the test. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    public Outcome run(String command, String... arguments) throws IOException, InterruptedException {
        return run(PATIENCE, command, arguments);
    }

    public Outcome run(Duration patience, String command, String... arguments)
            throws IOException, InterruptedException {
        return start(command, arguments).await(patience);
    }

    /** {@code ./candlelake command --data DIR arguments...}, in a process group of its own. */
    public Running start(String command, String... arguments) throws IOException {
        List<String> typed = new ArrayList<>(List.of("./candlelake", command, "--data", data.toString()));
        typed.addAll(List.of(arguments));
        // A group of its own, as a shell gives it; signals as in a terminal, also where the build runs in the
        // background.
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM", "setsid"));
        words.addAll(typed);
        int number = commands++;
        Path out = folder.resolve(number + ".out");
        Path err = folder.resolve(number + ".err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(HOME.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put(MARK, mark);
        builder.environment().put("CANDLELAKE_NO_BUILD", "1");
        builder.environment().put("COLUMNS", "80");
        builder.environment().putAll(environment);
        return new Running(typed, builder.start(), out, err);
    }

    /** Whatever its commands started and still lives, with what it is: {@code 4711 java ... io.candlelake.streams.Main}. */
    public Map<Long, String> processes() {
        Map<Long, String> alive = new TreeMap<>();
        ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(handle -> isMarked(handle.pid()))
                .forEach(handle -> alive.put(handle.pid(), commandLine(handle.pid())));
        return alive;
    }

    /** SIGKILL. */
    public void kill(long pid) {
        if (!isMarked(pid)) {
            throw new IllegalArgumentException("process " + pid + " is none of this sandbox");
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private boolean isMarked(long pid) {
        return proc(pid, "environ").contains(MARK + "=" + mark)
                || commandLine(pid).contains(data.toString());
    }

    private static String commandLine(long pid) {
        return proc(pid, "cmdline").replace('\0', ' ');
    }

    /** Empty for a process that has gone, or is another user's. */
    private static String proc(long pid, String file) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), file)), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** SIGKILL to whatever its commands started and still lives. */
    public void killAll() {
        for (int round = 0; round < 5 && !processes().isEmpty(); round++) {
            processes().keySet().forEach(pid -> ProcessHandle.of(pid).ifPresent(handle -> {
                handle.destroyForcibly();
                handle.onExit().join();
            }));
        }
    }

    /** Kills what is left and deletes the folder; with {@code -Dcandlelake.keep} the folder stays, to look at its logs. */
    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        if (System.getProperty("candlelake.keep") != null) {
            System.out.println("kept " + folder);
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
