package io.candlelake.producer.replay;

import io.candlelake.domain.Feed;
import io.candlelake.producer.raw.ConnectionWriter;
import io.candlelake.producer.raw.RawWriter;
import io.candlelake.producer.record.RecordedLine;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the lines of one file. Frames keep apart by connection as they were: a heartbeat of Advanced Trade is of the
 * products of its own connection.
 */
final class LineSender implements RecordedLine.Cases {
    /** Connections of a session live side by side by the dozen; one that is silent so long begins anew. */
    private static final int MOST_CONNECTIONS = 1_000;

    /** Before the first line that names one, and in a recording that names none. */
    private static final String UNNAMED = "";

    private final RawWriter writer;
    private final Tally tally;
    private final Map<String, ConnectionWriter> connections = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ConnectionWriter> eldest) {
            return size() > MOST_CONNECTIONS;
        }
    };
    private String current = UNNAMED;

    LineSender(RawWriter writer, Tally tally) {
        this.writer = writer;
        this.tally = tally;
    }

    @Override
    public void connection(RecordedLine.Connection line) {
        current = line.connectionId();
    }

    @Override
    public void frame(RecordedLine.Frame line) {
        tally.add(connection().write(line.frame()));
    }

    @Override
    public void rest(RecordedLine.Rest line) {
        tally.add(connection().writeRest(line.channel(), line.product(), line.frame()));
    }

    private ConnectionWriter connection() {
        return connections.computeIfAbsent(current, name -> {
            ConnectionWriter connection = writer.connection(Feed.REPLAY);
            tally.addConnection(connection.connectionId());
            return connection;
        });
    }
}
