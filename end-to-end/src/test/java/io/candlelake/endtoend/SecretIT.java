package io.candlelake.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.FeedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key that is used is nowhere to be found: not in a log, a metric, a topic or a file. */
@Tag("slow")
@Order(9)
final class SecretIT {
    private static final String KEY_NAME = "organizations/11111111-2222-3333-4444-555555555555/apiKeys/66666666-7777";
    private static final List<String> TOPICS = List.of(
            "raw_messages",
            "ticks",
            "candles",
            "candles_live",
            "rejects",
            "gaps",
            "spot_prices",
            "alerts",
            "producer_progress");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How every token begins: an opening brace and a quote, in base64. */
    private static final String TOKEN = "eyJ";

    private final FeedStack stack = new FeedStack("BTC-USD,BAND-GBP");
    private final TopicReader topics = new TopicReader(stack.bootstrapServers());
    private final Canary first = new Canary();
    private final Canary second = new Canary();

    SecretIT() throws Exception {
        // Made anew for each run, and of use to nobody.
    }

    @Test
    void aKeyThatIsUsedAndRotatedAndBrokenIsNowhereToBeFound() throws Exception {
        Path file = Files.createTempFile("canary-", ".json");
        try (stack) {
            Files.writeString(file, first.json());
            stack.producer()
                    .with("COINBASE_API_KEY_FILE", file.toString())
                    .with("SPOT_PAIRS", "BTC-USD")
                    .with("SPOT_INTERVAL_SECONDS", "1");
            stack.start();
            awaitMoreTicks();
            Files.writeString(file, second.json());
            stack.coinbase().fault("kind=CUT");
            awaitMoreTicks();
            Files.writeString(file, second.json().substring(0, second.json().length() / 2));
            stack.coinbase().fault("kind=CUT");
            String metrics = stack.producerMetrics();
            awaitEitherTicksOrAnEnd();

            theSearchFindsEveryForm();
            isNowhereIn("metrics", metrics);
            isNowhereInTopics();
            isNowhereInFiles();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aKeyThatCannotBeReadIsRefusedWithoutBeingQuoted() throws Exception {
        try (stack) {
            stack.startWithoutProducer();
            stack.producer()
                    .with("COINBASE_API_KEY_NAME", KEY_NAME)
                    .with("COINBASE_API_PRIVATE_KEY", first.pem().replace("-----END", "x-----END"))
                    .start();
            assertThat(stack.producer().awaitEnd(PATIENCE))
                    .as(stack.producer().log())
                    .isPresent()
                    .get()
                    .isNotEqualTo(0);
            assertThat(stack.producer().log()).contains("COINBASE_API_PRIVATE_KEY");
            isNowhereInFiles();
        }
    }

    /** A search that finds nothing proves something only where it would have found it. */
    private void theSearchFindsEveryForm() {
        for (String leak :
                List.of(first.pem(), first.json(), "S: " + first.key().getS().toString(16))) {
            assertThatThrownBy(() -> isNowhereIn("a leak", leak)).isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> isNowhereIn("producer.log", "Bearer eyJhbGciOiJFUzI1NiJ9"))
                .isInstanceOf(AssertionError.class);
    }

    private void awaitMoreTicks() throws InterruptedException {
        int before = topics.all("ticks").size();
        Waiting.until(PATIENCE, () -> "ticks", () -> topics.all("ticks").size() > before + 20);
    }

    /** Whether half a key file ends the process or leaves the key before in use is not this test's affair. */
    private void awaitEitherTicksOrAnEnd() throws InterruptedException {
        int before = topics.all("ticks").size();
        Waiting.until(
                PATIENCE,
                () -> "ticks",
                () -> !stack.producer().isAlive() || topics.all("ticks").size() > before + 20);
    }

    private void isNowhereInTopics() {
        for (String topic : TOPICS) {
            topics.read(topic, record -> isNowhereIn(topic, text(record)));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        record.headers().forEach(header -> text.append(new String(header.value(), ISO_8859_1))
                .append('\n'));
        for (byte[] bytes : new byte[][] {record.key(), record.value()}) {
            text.append(bytes == null ? "" : new String(bytes, ISO_8859_1)).append('\n');
        }
        return text.toString();
    }

    private void isNowhereInFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(stack.folder())) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            isNowhereIn(file.toString(), new String(Files.readAllBytes(file), ISO_8859_1));
        }
    }

    private void isNowhereIn(String where, String text) {
        for (Canary canary : List.of(first, second)) {
            for (String word : canary.words()) {
                assertThat(text.contains(word))
                        .as("a part of the key in " + where)
                        .isFalse();
            }
        }
        assertThat(where.endsWith(".log") && text.contains(TOKEN))
                .as("a token in " + where)
                .isFalse();
    }

    /** A key pair whose private half is looked for, in every form that it may take. */
    private record Canary(ECPrivateKey key) {
        private static final int LINE = 64;

        Canary() throws java.security.GeneralSecurityException {
            this(generate());
        }

        private static ECPrivateKey generate() throws java.security.GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return (ECPrivateKey) generator.generateKeyPair().getPrivate();
        }

        String pem() {
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(LINE, "\n".getBytes(UTF_8)).encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        }

        String json() {
            return "{\"name\":\"" + KEY_NAME + "\",\"privateKey\":\"" + pem().replace("\n", "\\n") + "\"}";
        }

        List<String> words() {
            List<String> words = new ArrayList<>();
            // The first line of every key of this curve begins alike.
            pem().lines()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(line -> words.add(line.substring(line.length() / 2)));
            words.add(key.getS().toString());
            words.add(key.getS().toString(16));
            words.add(key.getS().toString(16).toUpperCase(Locale.ROOT));
            words.add(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(key.getS().toByteArray()));
            return words;
        }
    }
}
