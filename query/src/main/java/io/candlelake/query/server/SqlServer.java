package io.candlelake.query.server;

import io.candlelake.contract.table.Tables;
import io.candlelake.query.engine.EngineCache;
import io.candlelake.query.engine.EngineChoice;
import io.candlelake.query.engine.EngineFolder;
import io.candlelake.query.engine.EngineUnavailableException;
import io.candlelake.query.engine.ExclusiveFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The SQL server of a lake: {@code SqlServer.ensureRunning(settings, System.err::println).jdbcUrl()}. */
public final class SqlServer {
    /** Athena's name for the Glue catalog, so that a query with full names runs in both. */
    static final String CATALOG = "awsdatacatalog";

    static final String HOST = "127.0.0.1";

    /** A start takes 8 s alone and was seen to take 90 s on a busy machine. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 200;

    /** Another process may take the port between our look and the server's, seconds later. */
    private static final int MOST_STARTS = 3;

    private SqlServer() {}

    /**
     * Attaches to the lake's server, or starts it; callers at the same time share one.
     *
     * @param progress gets a line whenever there is news
     * @throws EngineUnavailableException with one line for the user when it cannot be started
     */
    public static SqlEndpoint ensureRunning(SqlSettings settings, Consumer<String> progress) {
        EngineChoice choice = EngineChoice.of(settings.environment());
        try (ExclusiveFile only = ExclusiveFile.lock(settings.stateDirectory().resolve("sql.lock"))) {
            Optional<ServerState> running = running(settings.stateDirectory());
            if (running.isPresent() && !suits(running.get(), settings, choice)) {
                stop(settings.stateDirectory());
                running = Optional.empty();
            }
            ServerState state = running.isPresent() ? running.get() : start(settings, choice, progress);
            for (int starts = 1; !becomesReady(state, settings, progress); starts++) {
                if (starts == MOST_STARTS) {
                    throw endedWhileStarting(settings);
                }
                state = start(settings, choice, progress);
            }
            return endpoint(state);
        } catch (IOException broken) {
            throw new EngineUnavailableException("the SQL server cannot be started: " + broken.getMessage(), broken);
        }
    }

    /** The lake's server, if one is running; starts nothing. */
    public static Optional<SqlEndpoint> attached(Path stateDirectory) {
        return running(stateDirectory).map(SqlServer::endpoint);
    }

    /** Stops the lake's server, if one is running; true when there was one. Takes two seconds, at most five. */
    public static boolean stop(Path stateDirectory) {
        Optional<ProcessHandle> process = running(stateDirectory).flatMap(ServerState::process);
        process.ifPresent(SqlServer::end);
        try {
            Files.deleteIfExists(stateFile(stateDirectory));
        } catch (IOException broken) {
            throw new EngineUnavailableException("cannot delete " + stateFile(stateDirectory), broken);
        }
        return process.isPresent();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!ended(process)) {
            process.destroyForcibly();
        }
    }

    private static boolean ended(ProcessHandle process) {
        long start = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - start < STOP_LIMIT.toNanos()) {
            pause();
        }
        return !process.isAlive();
    }

    private static Optional<ServerState> running(Path stateDirectory) {
        return ServerState.read(stateFile(stateDirectory))
                .filter(state -> state.process().isPresent());
    }

    private static Path stateFile(Path stateDirectory) {
        return stateDirectory.resolve("sql.json");
    }

    private static boolean suits(ServerState state, SqlSettings settings, EngineChoice choice) {
        return state.catalog().equals(settings.catalog().toString())
                && state.version().equals(choice.engine().version());
    }

    private static ServerState start(SqlSettings settings, EngineChoice choice, Consumer<String> progress)
            throws IOException {
        EngineFolder folder = EngineCache.of(settings.environment()).fetch(choice.engine(), progress);
        int port = ServerProcess.freePort(settings.preferredPort());
        Path etc = EngineConfiguration.write(settings, choice.engine(), folder, port);
        Process process = ServerProcess.fork(settings, choice, folder, etc);
        ServerState state = new ServerState(
                process.pid(),
                process.info().startInstant().orElseGet(Instant::now),
                port,
                choice.engine().version(),
                settings.catalog().toString());
        state.write(settings.stateFile());
        return state;
    }

    /** False when its port was taken before it could have it. */
    private static boolean becomesReady(ServerState state, SqlSettings settings, Consumer<String> progress) {
        long start = System.nanoTime();
        while (!Readiness.of(state.port())) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            if (state.process().isEmpty()) {
                if (ServerLog.saysThatThePortIsTaken(settings.log())) {
                    return false;
                }
                throw endedWhileStarting(settings);
            }
            if (seconds > START_LIMIT.toSeconds()) {
                stop(settings.stateDirectory());
                throw new EngineUnavailableException(
                        "the SQL server was not ready after " + seconds + " s; see " + settings.log());
            }
            progress.accept("starting the SQL server, Trino " + state.version() + ": " + seconds + " s");
            pause();
        }
        return true;
    }

    private static EngineUnavailableException endedWhileStarting(SqlSettings settings) {
        return new EngineUnavailableException(
                "the SQL server ended while starting: " + ServerLog.lastWords(settings.log()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("interrupted while waiting for the SQL server", stopped);
        }
    }

    private static SqlEndpoint endpoint(ServerState state) {
        String url = "jdbc:trino://" + HOST + ":" + state.port() + "/" + CATALOG + "/" + Tables.DATABASE;
        return new SqlEndpoint(url, state.pid(), state.port(), state.version());
    }
}
