package io.candlelake.producer.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecretsManagerKeyTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @SuppressWarnings("NullAway.Init")
    private static Moto moto;

    private final KeyText first = KeyText.of("organizations/1f/apiKeys/1");
    private final KeyText second = KeyText.of("organizations/1f/apiKeys/2");

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start().inThisProcess();
    }

    @AfterAll
    static void stop() throws Exception {
        if (moto != null) {
            moto.close();
        }
    }

    @Test
    void theCurrentVersionIsTheKeyByNameAndByArn() {
        String arn = moto.create("candlelake/one", first.json());
        assertThat(new SecretsManagerKey("candlelake/one").read()).isEqualTo(ApiKey.parse(first.json()));
        // An ARN brings its region; none is set then.
        System.clearProperty("aws.region");
        try {
            assertThat(new SecretsManagerKey(arn).read()).isEqualTo(ApiKey.parse(first.json()));
        } finally {
            System.setProperty("aws.region", "eu-central-1");
        }
    }

    @Test
    void aRotatedSecretIsFetchedAtOnceWhenATokenWasRefused() throws Exception {
        moto.create("candlelake/refused", first.json());
        try (KeyRing ring = ring("candlelake/refused", NEVER)) {
            moto.rotate("candlelake/refused", second.json());
            assertThat(signedBy(ring, first)).isTrue();
            ring.refused();
            assertThat(signedBy(ring, second)).isTrue();
        }
    }

    @Test
    void aRotatedSecretIsFetchedInTime() throws Exception {
        moto.create("candlelake/timed", first.json());
        try (KeyRing ring = ring("candlelake/timed", Duration.ofMillis(50))) {
            moto.rotate("candlelake/timed", "broken");
            moto.rotate("candlelake/timed", second.json());
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!signedBy(ring, second)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(20);
            }
        }
        assertThat(new SecretsManagerKey("any").pause()).contains(Duration.ofMinutes(5));
    }

    @Test
    void whatIsWrongIsOneLineThatNamesTheSecret() {
        moto.create("candlelake/broken", "SESAME");
        assertThatThrownBy(() -> ring("candlelake/broken", NEVER))
                .isInstanceOf(ApiKeyException.class)
                .hasNoCause()
                .hasMessageStartingWith("the API key's secret candlelake/broken of AWS Secrets Manager is not JSON")
                .hasMessageNotContaining("SESAME");
        assertThatThrownBy(() -> ring("candlelake/absent", NEVER))
                .isInstanceOf(ApiKeyException.class)
                .hasMessageStartingWith(
                        "the API key's secret candlelake/absent of AWS Secrets Manager cannot be read (")
                .hasMessageContaining("secretsmanager:GetSecretValue")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    private static boolean signedBy(KeyRing ring, KeyText key) throws Exception {
        return ReadToken.of(ring.webSocketToken().orElseThrow()).isSignedBy(key);
    }

    private static KeyRing ring(String secret, Duration pause) {
        List<String> problems = new ArrayList<>();
        KeySettings settings = KeySettings.parse(Map.of("COINBASE_API_KEY_SECRET", secret), problems);
        assertThat(problems).isEmpty();
        return KeyRing.open(settings, Clock.systemUTC(), KeyListener.NONE, Optional.of(pause));
    }
}
