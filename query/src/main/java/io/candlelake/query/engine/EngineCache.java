package io.candlelake.query.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The engines' jars, fetched from Maven Central on first use: {@code EngineCache.of(environment).fetch(engine, line)}.
 *
 * <p>Below {@code CANDLELAKE_CACHE}, by default {@code ~/.cache/candlelake}. About 240 MB each, half of what Trino ships:
 * the poms beside this class leave out what one machine never opens.
 */
public final class EngineCache {
    private static final String MARKER = "complete";

    private final Path root;

    private EngineCache(Path root) {
        this.root = root;
    }

    public static EngineCache of(Map<String, String> environment) {
        String named = environment.getOrDefault("CANDLELAKE_CACHE", "");
        return new EngineCache(
                named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache", "candlelake") : Path.of(named));
    }

    /** Returns at once when the engine is there; else fetches it. Throws {@link EngineUnavailableException}. */
    public EngineFolder fetch(Engine engine, Consumer<String> progress) {
        Path folder = root.resolve(engine.folder()).toAbsolutePath();
        try (ExclusiveFile only = ExclusiveFile.lock(root.resolve(engine.folder() + ".lock"))) {
            String wanted = fingerprint(engine);
            if (!wanted.equals(marker(folder))) {
                delete(folder);
                writePoms(engine, folder);
                MavenFetch.run(engine, folder, progress);
                PluginArchive.write(engine, folder);
                // Last: an interrupted download has no marker and starts again (Maven keeps the jars it got).
                Files.writeString(folder.resolve(MARKER), wanted);
            }
            return new EngineFolder(folder);
        } catch (IOException broken) {
            throw new EngineUnavailableException("cannot write the SQL engine to " + folder + ": " + broken, broken);
        }
    }

    private static String marker(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        return Files.exists(marker) ? Files.readString(marker) : "";
    }

    private static void writePoms(Engine engine, Path folder) throws IOException {
        for (String pom : poms(engine)) {
            Path target = folder.resolve(pom);
            Files.createDirectories(target.getParent());
            Files.write(target, resource(engine.folder() + "/" + pom));
        }
    }

    private static List<String> poms(Engine engine) {
        return Stream.concat(Stream.of("pom.xml"), engine.parts().stream().map(part -> part + "/pom.xml"))
                .toList();
    }

    /** Changes when a newer Candlelake wants other jars, so that its first query fetches them. */
    private static String fingerprint(Engine engine) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String pom : poms(engine)) {
                digest.update(resource(engine.folder() + "/" + pom));
            }
            digest.update(PluginArchive.classFile(EngineMain.class));
            digest.update(PluginArchive.classFile(ReleasingDriver.class));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = EngineCache.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("missing from candlelake-query: " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(EngineCache::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
