package io.candlelake.producer.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.candlelake.producer.process.TestProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No log at any level, no exception with its causes and no toString has a piece of a private key. */
class CanaryTest {
    private final KeyText key = KeyText.of("organizations/1f/apiKeys/canary");
    private final Canary canary = new Canary(key);

    @TempDir
    Path folder = Path.of("");

    @Test
    void theCanaryIsFoundWhereItIs() {
        assertThat(canary.piecesIn(key.json())).isNotEmpty();
        assertThat(canary.piecesIn(key.pkcs8())).isNotEmpty();
        assertThat(canary.piecesIn("S: " + new java.math.BigInteger(1, key.scalar())))
                .isNotEmpty();
        assertThat(canary.piecesIn(key.pair().getPublic().toString())).isEmpty();
    }

    @Test
    void nothingOfAKeyInVariablesOrFilesIsSaid() throws Exception {
        String said = run(Map.of("COINBASE_API_KEY_NAME", key.name(), "COINBASE_API_PRIVATE_KEY", key.sec1()));
        assertThat(said)
                .contains("KeySettings[source=Optional[GivenKey[key=ApiKey[hidden]]]]")
                .contains("KeySettings[source=Optional[KeyFile[path=")
                .contains("KeyRing[hidden] Optional[ApiKey[hidden]]")
                .contains("ApiKeyException: the API key's file")
                .contains("the API key was rotated; the new one is in use")
                .contains("the API key read before stays in use")
                .contains("COINBASE_API_PRIVATE_KEY is no EC private key")
                .contains("Authorization: Bearer ey");
        assertThat(canary.piecesIn(said)).isEmpty();
    }

    @Test
    void nothingOfAKeyInSecretsManagerIsSaid() throws Exception {
        try (Moto moto = Moto.start()) {
            moto.create("candlelake/coinbase", key.json());
            Map<String, String> environment = new HashMap<>(moto.environment());
            environment.put("COINBASE_API_KEY_SECRET", "candlelake/coinbase");
            String said = run(environment);
            assertThat(said)
                    .contains("KeySettings[source=Optional[SecretsManagerKey[secret=candlelake/coinbase]]]")
                    .contains("KeyRing[hidden] Optional[ApiKey[hidden]]")
                    .contains("software.amazon.awssdk.request");
            assertThat(canary.piecesIn(said)).isEmpty();

            moto.rotate("candlelake/coinbase", key.json().replace("\"name\"", "\"nom\""));
            said = run(environment);
            assertThat(said).contains("ApiKeyException: the API key's secret candlelake/coinbase");
            assertThat(canary.piecesIn(said)).isEmpty();
        }
    }

    /** What the process prints that has these variables, good and broken files, and a Coinbase that takes no token. */
    private String run(Map<String, String> environment) throws Exception {
        String json = key.json();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("good.json"), json);
        Files.writeString(keys.resolve("cut.json"), json.substring(0, json.length() - 40));
        Files.writeString(keys.resolve("unquoted.json"), json.replace("\"", ""));
        Files.writeString(keys.resolve("nameless.json"), json.replace("\"name\"", "\"nom\""));
        Files.writeString(keys.resolve("damaged.json"), json.replace("\\n", "\\n*"));
        Files.writeString(keys.resolve("short.json"), json.replace("MHcCAQ", ""));
        Files.writeString(keys.resolve("pem.json"), key.pkcs8());
        HttpServer coinbase = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        coinbase.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        coinbase.start();
        try {
            Process process = TestProcess.of(CanaryProcess.class)
                    .with(
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                            "-Dorg.slf4j.simpleLogger.log.software.amazon=trace",
                            "-Djdk.httpclient.HttpClient.log=all",
                            "-Djdk.internal.httpclient.debug=true",
                            "-Djava.util.logging.config.file=" + everything())
                    .in(environment)
                    .start(
                            keys.toString(),
                            "http://127.0.0.1:" + coinbase.getAddress().getPort());
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("== end");
            return said;
        } finally {
            coinbase.stop(0);
        }
    }

    /** The JDK's own logs, which some of the libraries write to. */
    private Path everything() throws Exception {
        return Files.write(
                folder.resolve("logging.properties"),
                List.of(
                        "handlers=java.util.logging.ConsoleHandler",
                        ".level=ALL",
                        "java.util.logging.ConsoleHandler.level=ALL"));
    }
}
