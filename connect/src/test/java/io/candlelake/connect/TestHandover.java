package io.candlelake.connect;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.sink.Handover;
import io.candlelake.lake.sink.Handover.Names;
import org.apache.kafka.clients.admin.Admin;

/** The lake's own handover, as the local stack uses it. */
record TestHandover(Handover tables) implements TableHandover {
    TestHandover(LakeCatalog lake, Admin admin, String bootstrapServers) {
        this(new Handover(lake, admin, bootstrapServers));
    }

    @Override
    public boolean isNeeded(Sink sink, SinkKind to) {
        return to == SinkKind.LAKE ? tables.isForeign(sink.table()) : tables.isOurs(sink.table());
    }

    @Override
    public Step handOver(Sink sink, SinkKind to) {
        Names names = new Names(sink.group(), sink.coordinatorGroup(), sink.controlTopic());
        Handover.Step step =
                to == SinkKind.LAKE ? tables.toLake(sink.table(), names) : tables.toApache(sink.table(), names);
        if (!step.line().isEmpty()) {
            System.out.println(sink.table() + ": " + step);
        }
        return new Step(State.valueOf(step.state().name()), step.line());
    }
}
