package io.candlelake.query.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One run of the user's own Maven, so that mirrors, proxies and the local repository are as the user set them. */
final class MavenFetch {
    private MavenFetch() {}

    static void run(Engine engine, Path folder, Consumer<String> progress) {
        String what = "fetching the SQL engine, Trino " + engine.version() + ", once";
        progress.accept(what);
        Process maven = start(folder);
        DownloadCount count = new DownloadCount();
        try (BufferedReader lines = maven.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (count.add(line)) {
                    progress.accept(what + ": " + count);
                }
            }
            if (maven.waitFor() != 0) {
                throw new EngineUnavailableException(
                        "the SQL engine could not be fetched (run the command again to go on): " + count.error());
            }
        } catch (IOException broken) {
            throw new EngineUnavailableException("the SQL engine could not be fetched: " + broken.getMessage(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("interrupted while fetching the SQL engine", stopped);
        } finally {
            maven.destroy();
        }
    }

    private static Process start(Path folder) {
        // From its own folder: Maven would pick up the .mvn of whatever project the user stands in.
        ProcessBuilder command = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-Dstyle.color=never",
                        "-f",
                        folder.resolve("pom.xml").toString(),
                        "generate-resources")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        try {
            return command.start();
        } catch (IOException missing) {
            throw new EngineUnavailableException(
                    "mvn is not on the PATH: Maven fetches the SQL engine on first use", missing);
        }
    }
}
