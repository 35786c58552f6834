package io.candlelake.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.query.server.SqlSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes the port that was chosen for a server, before the server has it. */
record PortThief(CompletableFuture<ServerSocket> stolen) implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;
    private static final int PAUSE_MILLIS = 5;

    static PortThief of(SqlSettings settings) {
        return new PortThief(CompletableFuture.supplyAsync(
                        () -> steal(settings.stateDirectory().resolve("sql.json")))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static ServerSocket steal(Path state) {
        try {
            while (!Files.exists(state)) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            int port = new ObjectMapper().readTree(state.toFile()).path("port").intValue();
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException late) {
            throw new IllegalStateException("the port could not be taken", late);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("no server was started", stopped);
        }
    }

    int port() {
        return stolen.join().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        stolen.join().close();
    }
}
