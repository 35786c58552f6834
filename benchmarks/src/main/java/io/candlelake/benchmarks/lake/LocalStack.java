package io.candlelake.benchmarks.lake;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.lake.LakeSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole stack on simulated trades, by its launcher, in a folder of its own. */
final class LocalStack implements AutoCloseable {
    private static final Pattern JDBC = Pattern.compile("jdbc:trino://[^:]+:(\\d+)/(\\w+)");
    private static final int PATIENCE_SECONDS = 600;

    private final Path data;
    private final Process up;

    private LocalStack(Path data, Process up) {
        this.data = data;
        this.up = up;
    }

    static LocalStack start(Path data, int rate, String maintenance) throws InterruptedException {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        try {
            Files.createDirectories(data);
            Process up = launcher(
                            "up",
                            "--data",
                            data.toString(),
                            "--rate",
                            Integer.toString(rate),
                            "--maintenance",
                            maintenance)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            for (int second = 0; second < PATIENCE_SECONDS; second++) {
                String said = Files.readString(log);
                if (said.contains("s  ready")) {
                    return new LocalStack(data, up);
                }
                if (!up.isAlive()) {
                    throw new BenchmarkException("the stack did not start: " + said.strip());
                }
                Thread.sleep(1_000);
            }
            up.destroy();
            throw new BenchmarkException("the stack was not ready within " + PATIENCE_SECONDS + " s, see " + log);
        } catch (IOException unable) {
            throw new BenchmarkException("the stack cannot be started: " + unable.getMessage(), unable);
        }
    }

    private static ProcessBuilder launcher(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("candlelake.home", "."), "candlelake")
                .toString());
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /** Of its tables. */
    LakeSettings lake() {
        return LakeSettings.local(data.resolve("simulated"));
    }

    /** Starts the SQL server by a first statement. */
    SqlSession sql() throws InterruptedException {
        Progress.say("starting the SQL server");
        try {
            Process first = launcher("sql", "--data", data.toString(), "SELECT 1")
                    .redirectErrorStream(true)
                    .start();
            StringBuilder said = new StringBuilder();
            try (BufferedReader lines = first.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> said.append(line).append('\n'));
            }
            Matcher address = JDBC.matcher(said);
            if (first.waitFor() != 0 || !address.find()) {
                throw new BenchmarkException("the SQL server did not start: " + said);
            }
            return new SqlSession(Integer.parseInt(address.group(1)), address.group(2));
        } catch (IOException unable) {
            throw new BenchmarkException("the SQL server cannot be started: " + unable.getMessage(), unable);
        }
    }

    @Override
    public void close() {
        try {
            launcher("down", "--data", data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(60, TimeUnit.SECONDS);
            if (!up.waitFor(30, TimeUnit.SECONDS)) {
                up.destroy();
            }
        } catch (IOException | InterruptedException hurried) {
            up.destroy();
        }
    }
}
