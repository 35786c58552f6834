package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedSettingsTest {
    private static final URI SOMEWHERE = URI.create("wss://localhost");

    @Test
    void fiftyProductsAreOnOneConnection() {
        assertThat(of(50).shares()).hasSize(1);
        assertThat(of(1).shares()).containsExactly(List.of(ProductId.of("COIN0-USD")));
    }

    @Test
    void oneMoreMakesTwoConnectionsOfAboutTheSameSize() {
        FeedSettings settings = of(51);

        assertThat(settings.shares()).extracting(List::size).containsExactly(25, 26);
        assertThat(settings.shares().stream().flatMap(List::stream)).containsExactlyElementsOf(settings.products());
    }

    @Test
    void noConnectionIsFullerThanSet() {
        for (int count = 1; count < 100; count++) {
            assertThat(of(count).withProductsPerConnection(7).shares())
                    .hasSize((count + 6) / 7)
                    .allSatisfy(share -> assertThat(share).hasSizeBetween(1, 7));
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> of(0)).hasMessage("no product to subscribe to");
        assertThatThrownBy(() -> of(1).withProductsPerConnection(0)).hasMessageContaining("one product at least");
        assertThatThrownBy(() -> of(1).withRotation(Duration.ZERO)).hasMessageContaining("PT0S");
    }

    private static FeedSettings of(int products) {
        return FeedSettings.of(
                Feed.EXCHANGE,
                SOMEWHERE,
                IntStream.range(0, products)
                        .mapToObj(i -> ProductId.of("COIN" + i + "-USD"))
                        .toList());
    }
}
