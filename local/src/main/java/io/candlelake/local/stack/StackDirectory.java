package io.candlelake.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the stack of a lake keeps everything: {@code StackDirectory.of(Path.of("data"), Lake.SIMULATED)} is {@code data/simulated}.
 *
 * @param data the data directory, absolute
 * @param lake whose stack
 */
public record StackDirectory(Path data, Lake lake) {
    public StackDirectory {
        data = data.toAbsolutePath().normalize();
    }

    public static StackDirectory of(Path data, Lake lake) {
        return new StackDirectory(data, lake);
    }

    /**
     * The directory that a command reads: of the lake that was asked for, else of the stack that runs (the last started of several), else of the last used one.
     *
     * @throws StackException when nothing was ever started there
     */
    public static StackDirectory choose(Path data, Optional<Lake> asked) {
        List<StackDirectory> known = known(data);
        if (asked.isPresent()) {
            StackDirectory wanted = of(data, asked.get());
            if (!known.contains(wanted)) {
                throw new StackException("no " + wanted.lake() + " lake in " + data + " yet: start it first, with "
                        + howToStart(wanted.lake()));
            }
            return wanted;
        }
        Optional<StackDirectory> last = lastUsed(data);
        return last.filter(directory -> directory.running().isPresent())
                .or(() -> known.stream()
                        .filter(directory -> directory.running().isPresent())
                        .findFirst())
                .or(() -> last)
                .or(() -> known.stream().findFirst())
                .orElseThrow(() -> new StackException("nothing was started in " + data
                        + " yet: start it with ./candlelake up, or name another folder with --data"));
    }

    private static String howToStart(Lake lake) {
        return switch (lake) {
            case SIMULATED -> "./candlelake up";
            case LIVE -> "./candlelake up --live";
            case REPLAYED -> "./candlelake replay FILE";
        };
    }

    private static Optional<StackDirectory> lastUsed(Path data) {
        Path file = data.resolve("last");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Lake.parse(Files.readString(file, UTF_8).strip())
                    .map(lake -> of(data, lake))
                    .filter(StackDirectory::wasStarted);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The directories that exist under a data directory, one for each lake that was ever started there. */
    public static List<StackDirectory> known(Path data) {
        return Arrays.stream(Lake.values())
                .map(lake -> of(data, lake))
                .filter(StackDirectory::wasStarted)
                .toList();
    }

    /** A start that was refused leaves empty folders, no more. */
    private boolean wasStarted() {
        return Files.isDirectory(kafka()) || Files.exists(stackFile());
    }

    /** Notes that this lake was used last, for commands that do not name one. */
    public void remember() {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve("last"), lake.word() + "\n", UTF_8);
        } catch (IOException unwritable) {
            throw new StackException("cannot write in " + data + ": " + unwritable.getMessage(), unwritable);
        }
    }

    /** What runs there now; empty when nothing does, also when what stack.json names is dead. */
    public Optional<StackState> running() {
        return StackState.read(this).filter(StackState::isRunning);
    }

    /** {@code data/simulated}. */
    public Path path() {
        return data.resolve(lake.word());
    }

    /** The broker's log. */
    public Path kafka() {
        return path().resolve("kafka");
    }

    /** The Iceberg catalog's database. */
    public Path catalog() {
        return path().resolve("catalog.sqlite");
    }

    /** The Iceberg tables' files. */
    public Path warehouse() {
        return path().resolve("warehouse");
    }

    /** The streams app's stores. */
    public Path streams() {
        return path().resolve("streams");
    }

    /** The Connect worker's files. */
    public Path connect() {
        return path().resolve("connect");
    }

    /** What the last audit said. */
    public Path lastAudit() {
        return path().resolve("audit").resolve("last.json");
    }

    /** One log file for each process. */
    public Path logs() {
        return path().resolve("logs");
    }

    /** {@code data/simulated/logs/broker.log}. */
    public Path log(Part part) {
        return logs().resolve(part.word() + ".log");
    }

    /** Pids and ports of the stack that runs. */
    public Path stackFile() {
        return path().resolve("stack.json");
    }

    /** Held by the process that runs the stack, as long as it lives. */
    public Path lockFile() {
        return path().resolve("lock");
    }

    /** Every trade that the simulator published. */
    public Path ledger() {
        return data.resolve("ledger.ndjson");
    }
}
