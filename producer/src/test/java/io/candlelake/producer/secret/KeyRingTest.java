package io.candlelake.producer.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-07T22:58:17Z"), ZoneOffset.UTC);

    /** So long that only a refused token leads to a look. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final KeyText first = KeyText.of("organizations/1f/apiKeys/1");
    private final KeyText second = KeyText.of("organizations/1f/apiKeys/2");
    private final Counts counts = new Counts();

    @TempDir
    Path folder = Path.of("");

    @Test
    void withoutAKeyThereIsNoToken() {
        try (KeyRing none = KeyRing.open(KeySettings.NONE, CLOCK, counts)) {
            none.refused();
            assertThat(none.webSocketToken()).isEmpty();
            assertThat(none.restToken("GET", URI.create("https://api.coinbase.com/")))
                    .isEmpty();
        }
    }

    @Test
    void aTokenIsOfTheRequestsMethodHostAndPathAlone() throws Exception {
        try (KeyRing ring = ring(file(first.json()), NEVER)) {
            ReadToken token = ReadToken.of(
                    ring.restToken("GET", URI.create("https://api.coinbase.com/v2/prices/BTC-USD/spot?x=1"))
                            .orElseThrow());
            assertThat(token.claims().path("uri").asText()).isEqualTo("GET api.coinbase.com/v2/prices/BTC-USD/spot");
            assertThat(token.isSignedBy(first)).isTrue();
        }
    }

    @Test
    void aFileThatChangedIsTheKeyWithoutARestart() throws Exception {
        Path file = file(first.json());
        try (KeyRing ring = ring(file, OFTEN)) {
            assertThat(signer(ring)).isEqualTo(first.name());
            replace(file, second.json());
            await(() -> signer(ring).equals(second.name()));
            assertThat(ReadToken.of(ring.webSocketToken().orElseThrow()).isSignedBy(second))
                    .isTrue();
            assertThat(counts.rotated).hasValue(1);
            assertThat(counts.failed).hasValue(0);
        }
    }

    @Test
    void aBrokenRotationKeepsTheKeyAndCountsUntilItIsMended() throws Exception {
        Path file = file(first.json());
        try (KeyRing ring = ring(file, OFTEN)) {
            replace(file, "{\"name\":");
            await(() -> counts.failed.get() >= 3);
            assertThat(signer(ring)).isEqualTo(first.name());
            Files.delete(file);
            int failed = counts.failed.get();
            await(() -> counts.failed.get() >= failed + 3);
            assertThat(signer(ring)).isEqualTo(first.name());
            replace(file, second.json());
            await(() -> signer(ring).equals(second.name()));
            assertThat(counts.rotated).hasValue(1);
        }
    }

    @Test
    void aRefusedTokenLeadsToALookAtOnceButNotToOneForEach() throws Exception {
        Path file = file(first.json());
        try (KeyRing ring = ring(file, NEVER)) {
            replace(file, second.json());
            ring.refused();
            assertThat(signer(ring)).isEqualTo(second.name());
            replace(file, first.json());
            ring.refused();
            assertThat(signer(ring)).as("looked a moment ago").isEqualTo(second.name());
        }
    }

    @Test
    void aKeyThatCannotBeReadAtTheStartIsOneLineThatNamesThePlace() throws IOException {
        Path absent = folder.resolve("absent.json");
        assertThatThrownBy(() -> ring(absent, NEVER))
                .isInstanceOf(ApiKeyException.class)
                .hasMessage("the API key's file " + absent + " does not exist");
        Path broken = file("{\"name\":\"n\",\"privateKey\":\"SESAME\"}");
        assertThatThrownBy(() -> ring(broken, NEVER))
                .isInstanceOf(ApiKeyException.class)
                .hasNoCause()
                .hasMessageStartingWith("the API key's file " + broken + " has a privateKey that is no EC private key")
                .hasMessageNotContaining("SESAME");
        assertThatThrownBy(() -> ring(folder, NEVER)).hasMessageContaining("cannot be read");
    }

    private KeyRing ring(Path file, Duration pause) {
        List<String> problems = new ArrayList<>();
        KeySettings settings = KeySettings.parse(Map.of("COINBASE_API_KEY_FILE", file.toString()), problems);
        assertThat(problems).isEmpty();
        return KeyRing.open(settings, CLOCK, counts, Optional.of(pause));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("key.json"), text);
    }

    /** Turned, as a mounted secret is: never half there. */
    private void replace(Path file, String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next.json"), text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String signer(KeyRing ring) throws IOException {
        return ReadToken.of(ring.webSocketToken().orElseThrow())
                .header()
                .path("kid")
                .asText();
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static final class Counts implements KeyListener {
        private final AtomicInteger rotated = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void rotated() {
            rotated.incrementAndGet();
        }

        @Override
        public void rotationFailed() {
            failed.incrementAndGet();
        }
    }
}
