package io.candlelake.query.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Whether Trino's own {@code GET /v1/info} says {@code "starting": false}. */
final class Readiness {
    private static final int TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(2);

    private Readiness() {}

    static boolean of(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://" + SqlServer.HOST + ":" + port + "/v1/info")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return !new ObjectMapper()
                    .readTree(connection.getInputStream())
                    .path("starting")
                    .asBoolean(true);
        } catch (IOException notYet) {
            return false;
        }
    }
}
