package io.candlelake.producer.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS Secrets Manager on loopback, by moto (Python). Skips the test where moto is not installed. */
final class Moto implements AutoCloseable {
    private static final String REGION = "eu-central-1";

    private final Process process;
    private final URI uri;
    private final SecretsManagerClient client;

    private Moto(Process process, int port) {
        this.process = process;
        this.uri = URI.create("http://127.0.0.1:" + port);
        this.client = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(REGION))
                .endpointOverride(uri)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
    }

    static Moto start() throws Exception {
        Assumptions.assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "moto_server"))),
                "skipped: moto_server is not installed (pip install 'moto[server,secretsmanager]')");
        int port = freePort();
        Process process = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Moto moto = new Moto(process, port);
        moto.awaitReady();
        return moto;
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            try {
                client.listSecrets();
                return;
            } catch (SdkException notYet) {
                assertThat(process.isAlive()).as("moto_server runs").isTrue();
                assertThat(System.nanoTime()).as("moto_server answers").isLessThan(deadline);
                Thread.sleep(100);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns the ARN. */
    String create(String name, String text) {
        return client.createSecret(request -> request.name(name).secretString(text))
                .arn();
    }

    void rotate(String name, String text) {
        client.putSecretValue(request -> request.secretId(name).secretString(text));
    }

    /** How another process finds it. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                uri.toString(),
                "AWS_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                "id",
                "AWS_SECRET_ACCESS_KEY",
                "secret");
    }

    /** How this process finds it, until it is closed. */
    Moto inThisProcess() {
        System.setProperty("aws.endpointUrlSecretsManager", uri.toString());
        System.setProperty("aws.accessKeyId", "id");
        System.setProperty("aws.secretAccessKey", "secret");
        System.setProperty("aws.region", REGION);
        return this;
    }

    @Override
    public void close() throws InterruptedException {
        for (String name :
                new String[] {"aws.endpointUrlSecretsManager", "aws.accessKeyId", "aws.secretAccessKey", "aws.region"
                }) {
            System.clearProperty(name);
        }
        client.close();
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }
}
