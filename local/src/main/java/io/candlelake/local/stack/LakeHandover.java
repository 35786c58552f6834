package io.candlelake.local.stack;

import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.connect.TableHandover;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.sink.Handover;
import io.candlelake.lake.sink.Handover.Names;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** The lake's tables as the sinks' stage sees them when it changes the kind of sink. */
final class LakeHandover implements TableHandover {
    private final Handover tables;
    private final Consumer<String> progress;

    /**
     * Uses the catalog and the admin client, closes neither.
     *
     * @param progress takes a line of each table that was handed over
     */
    LakeHandover(LakeCatalog lake, Admin admin, String bootstrapServers, Consumer<String> progress) {
        this.tables = new Handover(lake, admin, bootstrapServers);
        this.progress = progress;
    }

    @Override
    public boolean isNeeded(Sink sink, SinkKind to) {
        return switch (to) {
            case LAKE -> tables.isForeign(sink.table());
            case APACHE -> tables.isOurs(sink.table());
        };
    }

    @Override
    public Step handOver(Sink sink, SinkKind to) {
        Names names = new Names(sink.group(), sink.coordinatorGroup(), sink.controlTopic());
        Handover.Step step =
                switch (to) {
                    case LAKE -> tables.toLake(sink.table(), names);
                    case APACHE -> tables.toApache(sink.table(), names);
                };
        if (step.state() == Handover.State.DONE && !step.line().isEmpty()) {
            progress.accept(sink.table() + ": " + step.line());
        }
        return new Step(State.valueOf(step.state().name()), step.line());
    }
}
