package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Door;
import io.candlelake.producer.exchange.ExchangeProtocol;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private SSLContext selfSigned = SSLContext.getDefault();

    TlsTest() throws Exception {}

    @BeforeEach
    void makeCertificate(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("self-signed.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "coinbase",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        selfSigned = SSLContext.getInstance("TLS");
        selfSigned.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @Test
    void selfSignedCertificateIsRefusedAndSaysSoInOneLine() throws Exception {
        try (FakeCoinbase coinbase = new FakeCoinbase("wss", selfSigned.getServerSocketFactory(), Door.OPEN);
                FeedRun feed = feed(coinbase, HttpClient.newHttpClient())) {
            assertThat(feed.nextLoss())
                    .contains("SSLHandshakeException")
                    .contains("unable to find valid certification path")
                    .hasLineCount(1);
            assertThat(feed.isSubscribed()).isFalse();
            assertThat(coinbase.hasClient()).isFalse();
        }
    }

    @Test
    void certificateOfAnAuthorityThatIsTrustedIsTaken() throws Exception {
        HttpClient trusting = HttpClient.newBuilder().sslContext(selfSigned).build();
        try (FakeCoinbase coinbase = new FakeCoinbase("wss", selfSigned.getServerSocketFactory(), Door.OPEN);
                FeedRun feed = feed(coinbase, trusting)) {
            coinbase.nextClient().send(FakeCoinbase.acknowledgement("BTC-USD"));

            FeedRun.await(feed::isSubscribed);
        }
    }

    private static FeedRun feed(FakeCoinbase coinbase, HttpClient http) {
        return new FeedRun(
                FeedSettings.of(Feed.EXCHANGE, coinbase.uri(), List.of(ProductId.of("BTC-USD"))),
                new ExchangeProtocol(false),
                Timing.STANDARD,
                http);
    }
}
