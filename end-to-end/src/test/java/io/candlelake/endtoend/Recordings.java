package io.candlelake.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candlelake.endtoend.command.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** The files that tests replay: real ones where this machine has them, made-up ones always. */
final class Recordings {
    private Recordings() {}

    /** A recording of real frames; the test is skipped where the folder is absent. */
    static Path real(String name) {
        String named = System.getProperty("recordings", System.getenv("CANDLELAKE_RECORDINGS"));
        Path folder = named == null ? Sandbox.home().resolve("../shared/data").normalize() : Path.of(named);
        Path file = folder.resolve(name);
        assumeTrue(
                Files.isRegularFile(file),
                file
                        + " is absent: name a folder of recorded frames by -Drecordings=DIR or CANDLELAKE_RECORDINGS to run this test");
        return file;
    }

    /** A made-up sample, as a file; with a name that ends with .gz, compressed. */
    static Path sample(String resource, Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream("/" + resource), resource)) {
            byte[] bytes = in.readAllBytes();
            if (!file.toString().endsWith(".gz")) {
                return Files.write(file, bytes);
            }
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes);
            }
            return file;
        }
    }
}
