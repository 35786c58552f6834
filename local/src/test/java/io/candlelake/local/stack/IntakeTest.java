package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final List<ProductId> PRODUCTS = List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"));

    @Test
    void usualIntakeLeavesTheFeedsToTheProducer() {
        assertThat(Intake.usual().settings(PRODUCTS))
                .isEqualTo(Map.of("PRODUCTS", "BTC-USD,ETH-USD", "SPOT_PAIRS", "BTC-USD,ETH-USD"));
    }

    @Test
    void everyChoiceIsASetting() {
        Intake intake = new Intake(
                List.of(Feed.ADVANCED), List.of(ProductId.of("EUR-USD")), Optional.of(Path.of("/tmp/session.ndjson")));

        assertThat(intake.settings(PRODUCTS))
                .isEqualTo(Map.of(
                        "PRODUCTS", "BTC-USD,ETH-USD",
                        "SPOT_PAIRS", "EUR-USD",
                        "FEEDS", "advanced",
                        "RECORD_FILE", "/tmp/session.ndjson"));
    }
}
