package io.candlelake.producer.spot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.ReceivedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Output and memory of a test: what was written, line by line, and what is remembered of it. Kafka has all at once. */
final class Written implements SpotOutput, SpotMemory {
    private final List<String> lines = new ArrayList<>();
    private final List<Frame.SpotMissed> missed = new ArrayList<>();
    private final Map<ProductId, Timestamp> settled = new ConcurrentHashMap<>();

    @Override
    public synchronized void write(String channel, ProductId pair, ReceivedFrame frame, Runnable durable) {
        lines.add(channel + " " + pair + " " + new String(frame.payload(), UTF_8));
        if (new RestFrameParser().parse(Optional.of(channel), Optional.of(pair), frame.payload())
                instanceof Frame.SpotMissed note) {
            missed.add(note);
        }
        durable.run();
    }

    @Override
    public Map<ProductId, Timestamp> read() {
        return Map.copyOf(settled);
    }

    @Override
    public void settled(ProductId pair, Timestamp scheduledAt) {
        settled.put(pair, scheduledAt);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<Frame.SpotMissed> missed() {
        return List.copyOf(missed);
    }

    /** {@code 22:58:00 HTTP 500} of each note. */
    List<String> missedLines() {
        return missed().stream()
                .map(note -> note.scheduledAt().toString().substring(11, 19) + " " + note.detail())
                .toList();
    }

    String settledAt(ProductId pair) {
        return String.valueOf(settled.get(pair));
    }
}
