package io.candlelake.simulator.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every fault that happened, counted by kind, and one a line in a file that begins with the first. */
final class FaultLedger implements AutoCloseable {
    private final Optional<Path> path;
    private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);
    private @Nullable FileChannel file;
    private @Nullable FaultException broken;

    FaultLedger(Optional<Path> path) {
        this.path = path;
    }

    /** On return the operating system has the line; the fault itself comes after. */
    void record(FaultLine line) {
        counts.merge(line.kind(), 1L, Long::sum);
        if (path.isPresent()) {
            append(path.get(), line.json() + "\n");
        }
    }

    private void append(Path to, String line) {
        try {
            if (file == null) {
                file = open(to);
            }
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException refused) {
            broken = new FaultException("cannot write to the ledger of faults " + to + ": " + refused, refused);
            throw broken;
        }
    }

    /** Throws what broke it, to those who can stop the simulator: a connection can only end itself. */
    void check() {
        if (broken != null) {
            throw broken;
        }
    }

    private static FileChannel open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Map<FaultKind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException refused) {
            throw new FaultException(
                    "cannot close the ledger of faults " + path.orElseThrow() + ": " + refused, refused);
        }
    }
}
