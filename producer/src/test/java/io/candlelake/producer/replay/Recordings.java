package io.candlelake.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Files to replay, and an independent reader of their lines. */
final class Recordings {
    private Recordings() {}

    static Path sample(String name) throws URISyntaxException {
        var url = Recordings.class.getResource(name);
        assertThat(url).isNotNull();
        return Path.of(java.util.Objects.requireNonNull(url).toURI());
    }

    /** A real recording of {@code ../shared/data}, beside the repository; skips the test where that folder is not. */
    static Path real(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("domain").resolve("pom.xml"))) {
            root = root.getParent();
        }
        Path file = root.resolveSibling("shared").resolve("data").resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file), () -> "skipped: the real recording " + name + " is not in ../shared/data");
        return file;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** The file's frames, split by hand at each line feed. */
    static List<byte[]> frames(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = in.readAllBytes();
            }
        }
        List<byte[]> frames = new ArrayList<>();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (byte each : bytes) {
            if (each == '\n') {
                frames.add(frame.toByteArray());
                frame.reset();
            } else {
                frame.write(each);
            }
        }
        if (frame.size() > 0) {
            frames.add(frame.toByteArray());
        }
        return frames;
    }
}
