package io.candlelake.query.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What Maven Central does not have: the archive that names the plugin's class, which Trino's own build writes beside the
 * plugin's jars, and our main class for the server.
 */
final class PluginArchive {
    private PluginArchive() {}

    static void write(Engine engine, Path folder) throws IOException {
        Path launcher = folder.resolve("launcher").resolve(entry(EngineMain.class));
        Files.createDirectories(launcher.getParent());
        Files.write(launcher, classFile(EngineMain.class));

        Path archive = folder.resolve("plugin/iceberg/candlelake-services.jar");
        try (OutputStream file = Files.newOutputStream(archive);
                JarOutputStream jar = new JarOutputStream(file)) {
            add(jar, "META-INF/services/io.trino.spi.Plugin", "io.trino.plugin.iceberg.IcebergPlugin".getBytes(UTF_8));
            if (engine == Engine.TRINO_406) {
                add(
                        jar,
                        "META-INF/services/java.sql.Driver",
                        ReleasingDriver.class.getName().getBytes(UTF_8));
                add(jar, entry(ReleasingDriver.class), classFile(ReleasingDriver.class));
            }
        }
    }

    static byte[] classFile(Class<?> type) throws IOException {
        return EngineCache.resource(type.getSimpleName() + ".class");
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
