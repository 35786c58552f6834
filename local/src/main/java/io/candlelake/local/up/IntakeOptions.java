package io.candlelake.local.up;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.local.stack.Intake;
import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.StackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the producer takes in: {@code --feeds exchange --spot BTC-USD,EUR-USD --record session.ndjson.gz}. */
final class IntakeOptions {
    @Option(
            names = "--feeds",
            split = ",",
            paramLabel = "FEED",
            description = "exchange, advanced, or both; either alone has every trade (default: exchange,advanced).")
    private List<String> feeds = List.of();

    @Option(
            names = "--spot",
            split = ",",
            paramLabel = "PAIR",
            description = "Pairs whose spot price is fetched every minute (default: the products).")
    private List<String> spotPairs = List.of();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Keep every frame in this file too, for `replay`; .gz compresses it.")
    private @Nullable Path recording;

    /** Throws {@link StackException} on a wrong form, and where the lake has no producer. */
    Intake intake(Lake lake) {
        if (lake == Lake.REPLAYED && !(feeds.isEmpty() && spotPairs.isEmpty() && recording == null)) {
            throw new StackException(
                    "--feeds, --spot and --record are for a stack with trades of its own, not for a replayed one");
        }
        return new Intake(
                feeds.stream().map(IntakeOptions::feed).distinct().toList(),
                spotPairs.stream().map(IntakeOptions::pair).distinct().toList(),
                Optional.ofNullable(recording).map(Path::toAbsolutePath));
    }

    private static Feed feed(String word) {
        return Feed.parse(word.strip())
                .filter(feed -> feed == Feed.EXCHANGE || feed == Feed.ADVANCED)
                .orElseThrow(() -> new StackException("'" + word.strip() + "' is no feed: exchange and advanced are"));
    }

    private static ProductId pair(String word) {
        return ProductId.parse(word.strip())
                .orElseThrow(() -> new StackException(
                        "'" + word.strip() + "' is not a pair: it has a form like BTC-USD, in upper case"));
    }
}
