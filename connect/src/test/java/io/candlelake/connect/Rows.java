package io.candlelake.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.lake.LakeCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** What a trickle's records became in a table: each has a number of its own. */
record Rows(LakeCatalog lake, Sink sink) {
    Table table() {
        return lake.table(sink.table());
    }

    /** Returns when somebody added rows since. */
    void awaitCommit() {
        long before = rows();
        TestWorker.await(() -> rows() > before);
    }

    private long rows() {
        Snapshot current = table().currentSnapshot();
        return current == null ? 0 : Long.parseLong(current.summary().getOrDefault("total-records", "0"));
    }

    void assertEachOnce(List<Long> expected) throws IOException {
        String column = sink.table().equals("ticks") ? "trade_id" : "first_missing_id";
        List<Long> ids = new ArrayList<>();
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table()).select(column).build()) {
            rows.forEach(row -> ids.add((Long) row.getField(column)));
        }
        ids.sort(Comparator.naturalOrder());
        assertThat(ids).as(sink.table()).isEqualTo(expected);
    }
}
