package io.candlelake.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.table.SinkSummary;
import io.candlelake.lake.LakeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Where in a commit to ticks a killed worker was, told from what it left behind. */
final class KillPoint {
    private static final String APACHES = "kafka.connect.offsets.control-ticks.connect-ticks";

    private KillPoint() {}

    static String of(TestWorker worker, LakeCatalog lake) throws IOException {
        Table table = lake.table("ticks");
        String current = ((HasTableOperations) table).operations().current().metadataFileLocation();
        Path folder = Path.of(table.location().substring("file://".length()), "metadata");
        Path metadata = folder.resolve(current.substring(current.lastIndexOf('/') + 1));
        if (leftBehind(folder, metadata, ".metadata.json")) {
            return "metadata written, catalog not yet changed";
        }
        if (leftBehind(folder, metadata, ".avro")) {
            return "manifest written, metadata not yet";
        }
        boolean isOurs = worker.settings().kind() == SinkKind.LAKE;
        if (isOurs
                ? ours(table.currentSnapshot()) > inGroup(worker, "connect-ticks")
                : apaches(table.currentSnapshot()) > inGroup(worker, "connect-ticks-coord")) {
            return "catalog changed, offsets not yet committed";
        }
        return "elsewhere";
    }

    /** Whether the folder has a younger file of this kind than the table's metadata. */
    private static boolean leftBehind(Path folder, Path metadata, String kind) throws IOException {
        FileTime committed = Files.getLastModifiedTime(metadata);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(kind)).toList()) {
                if (!file.equals(metadata) && Files.getLastModifiedTime(file).compareTo(committed) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long apaches(Snapshot snapshot) throws JsonProcessingException {
        return sum(new ObjectMapper().readTree(snapshot.summary().getOrDefault(APACHES, "{}")));
    }

    private static long ours(Snapshot snapshot) throws JsonProcessingException {
        return sum(new ObjectMapper()
                .readTree(snapshot.summary().getOrDefault(SinkSummary.OFFSETS, "{}"))
                .path("ticks"));
    }

    private static long sum(JsonNode offsets) {
        long sum = 0;
        for (JsonNode offset : offsets) {
            sum += offset.asLong();
        }
        return sum;
    }

    private static long inGroup(TestWorker worker, String group) {
        return CoordinatorSeed.get(
                        worker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                        "read the offsets")
                .values()
                .stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
