package io.candlelake.producer.secret;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.spot.CoinbaseSpot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uses keys, good and broken, in every way there is, and prints whatever is to be printed. All logs are on. */
final class CanaryProcess {
    private static final ProductId BTC = ProductId.of("BTC-USD");

    private CanaryProcess() {}

    // Arguments: a folder with keys; and where a Coinbase is that refuses all tokens.
    public static void main(String[] arguments) throws Exception {
        List<String> problems = new ArrayList<>();
        use(KeySettings.parse(System.getenv(), problems), URI.create(arguments[1]));
        System.out.println(problems);
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                System.out.println("== " + file.getFileName());
                use(
                        KeySettings.parse(Map.of("COINBASE_API_KEY_FILE", file.toString()), problems),
                        URI.create(arguments[1]));
                use(given(file, problems), URI.create(arguments[1]));
                rotate(file);
            }
        }
        System.out.println(problems);
        System.out.println("== end");
    }

    private static KeySettings given(Path file, List<String> problems) throws IOException {
        return KeySettings.parse(
                Map.of("COINBASE_API_KEY_NAME", "n", "COINBASE_API_PRIVATE_KEY", Files.readString(file)), problems);
    }

    private static void use(KeySettings settings, URI coinbase) {
        System.out.println(settings);
        try (KeyRing ring = KeyRing.open(settings, Clock.systemUTC(), KeyListener.NONE)) {
            System.out.println(ring + " " + settings.source().map(KeySource::read));
            System.out.println(new CoinbaseSpot(coinbase, ring, Clock.systemUTC())
                    .ask(BTC, Duration.ofSeconds(30))
                    .status());
        } catch (Exception told) {
            told.printStackTrace(System.out);
        }
    }

    /** A good key, and what is in the file after it. */
    private static void rotate(Path file) throws Exception {
        Path turning = Files.createTempFile("canary", ".json");
        Files.writeString(turning, KeyText.of("first").json());
        KeySettings settings =
                KeySettings.parse(Map.of("COINBASE_API_KEY_FILE", turning.toString()), new ArrayList<>());
        try (KeyRing ring =
                KeyRing.open(settings, Clock.systemUTC(), KeyListener.NONE, Optional.of(Duration.ofHours(1)))) {
            Files.writeString(turning, Files.readString(file));
            ring.refused();
        } finally {
            Files.delete(turning);
        }
    }
}
