package io.candlelake.producer.replay;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.raw.WrittenFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Counts what is written on the way. Acknowledgements come from Kafka's thread, all else from the reader's. */
final class Tally {
    static final String UNREADABLE = "(unreadable)";
    static final String TOO_LARGE = "(too large)";
    static final String FURTHER = "(further kinds)";

    /** Coinbase has a dozen kinds; a file of made-up ones must not fill the memory. */
    private static final int MOST_KINDS = 100;

    private static final int LONGEST_KIND = 64;
    private static final int MOST_CONNECTIONS = 10_000;

    /** A pair with a price has no candles, so nothing to end. */
    private static final Set<String> SPOT = Set.of(RestFrameParser.SPOT, RestFrameParser.SPOT_MISSED);

    private final Map<String, Long> framesByKind = new HashMap<>();
    private final Set<ProductId> products = new TreeSet<>();
    private final List<String> connectionIds = new ArrayList<>();
    private final Map<Integer, OffsetRange> offsets = new TreeMap<>();
    private long frames;
    private long acceptedTrades;
    private long rejectedTrades;
    private long rejectedFrames;
    private long records;

    void addConnection(String connectionId) {
        if (connectionIds.size() < MOST_CONNECTIONS) {
            connectionIds.add(connectionId);
        }
    }

    void add(WrittenFrame written) {
        frames++;
        framesByKind.merge(kind(written), 1L, Long::sum);
        addRecords(written);
        if (written.cut() || written.frame() instanceof Frame.Unreadable) {
            rejectedFrames++;
        } else if (written.frame() instanceof Frame.Trades trades) {
            trades.trades().forEach(this::add);
        }
    }

    /** Only the records: an end is none of the file's frames. */
    void addRecords(WrittenFrame written) {
        records += written.records();
        if (!SPOT.contains(written.frame().kind())) {
            products.addAll(written.products());
        }
    }

    private void add(JudgedTrade trade) {
        trade.verdict().either(accepted -> acceptedTrades++, rejected -> rejectedTrades++);
    }

    private String kind(WrittenFrame written) {
        String kind = written.frame().kind();
        if (written.cut()) {
            return TOO_LARGE;
        } else if (kind.isEmpty()) {
            return UNREADABLE;
        }
        String shown = kind.substring(0, Math.min(kind.length(), LONGEST_KIND));
        return framesByKind.containsKey(shown) || framesByKind.size() < MOST_KINDS ? shown : FURTHER;
    }

    synchronized void addAcknowledged(RecordMetadata metadata) {
        offsets.merge(metadata.partition(), new OffsetRange(metadata.offset(), metadata.offset()), OffsetRange::with);
    }

    long frames() {
        return frames;
    }

    List<ProductId> products() {
        return List.copyOf(products);
    }

    synchronized ReplaySummary summary() {
        Map<String, Long> mostFrequentFirst = new LinkedHashMap<>();
        framesByKind.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> mostFrequentFirst.put(entry.getKey(), entry.getValue()));
        return new ReplaySummary(
                frames,
                mostFrequentFirst,
                acceptedTrades,
                rejectedTrades,
                rejectedFrames,
                products(),
                records,
                new TreeMap<>(offsets),
                List.copyOf(connectionIds));
    }
}
