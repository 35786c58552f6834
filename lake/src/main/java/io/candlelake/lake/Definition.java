package io.candlelake.lake;

import io.candlelake.contract.table.Column;
import io.candlelake.contract.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The contract's declaration of a table in Iceberg's words. */
public final class Definition {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");
    private static final Pattern TRANSFORM = Pattern.compile("(day|month)\\((\\w+)\\)");

    private static final String TIME_TRAVEL = "history.expire.max-snapshot-age-ms";

    /** Old snapshots stay for a week: what was known then can be asked for that long. */
    private static final String TIME_TRAVEL_MILLIS = Long.toString(7L * 24 * 60 * 60 * 1000);

    /** Format 2, because Athena reads no later one. Metadata files would otherwise pile up, one a commit, every second. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "format-version",
            "2",
            "write.format.default",
            "parquet",
            "write.parquet.compression-codec",
            "zstd",
            // What Athena reads well, and one task of it at a time; compaction packs up to here.
            "write.target-file-size-bytes",
            "134217728",
            // Beside ingestion of several tasks a commit of maintenance may come too late some times in a row.
            "commit.retry.num-retries",
            "10",
            "write.metadata.delete-after-commit.enabled",
            "true",
            "write.metadata.previous-versions-max",
            "20",
            TIME_TRAVEL,
            TIME_TRAVEL_MILLIS);

    /** Of our properties, those that a table may have otherwise without being reported. */
    static final Set<String> FREE_PROPERTIES = Set.of("format-version", TIME_TRAVEL);

    /**
     * A frame may be megabytes, and Parquet looks at how much it holds in memory only every hundred rows by default: a hundred
     * level2 snapshots of 5 MB would be half a gigabyte in the writer.
     */
    private static final Map<String, String> LARGE_ROWS = Map.of(
            "write.parquet.row-group-size-bytes", "33554432",
            "write.parquet.row-group-check-min-record-count", "4");

    private Definition() {}

    static Map<String, String> properties(Table table) {
        Map<String, String> properties = new LinkedHashMap<>(PROPERTIES);
        if (table.columns().stream().anyMatch(column -> column.type().equals("binary"))) {
            properties.putAll(LARGE_ROWS);
        }
        // The least and the greatest frame help no query, and would be in every manifest.
        table.columns().stream()
                .filter(column -> column.type().equals("binary"))
                .forEach(column -> properties.put("write.metadata.metrics.column." + column.name(), "counts"));
        properties.put("comment", table.doc());
        return properties;
    }

    /** Columns with ids in the order of the declaration. */
    public static Schema schema(Table table) {
        List<NestedField> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(NestedField.builder()
                    .withId(fields.size() + 1)
                    .withName(column.name())
                    .isOptional(!column.required())
                    .ofType(type(column.type()))
                    .withDoc(column.doc())
                    .build());
        }
        return new Schema(fields);
    }

    static Type type(String declared) {
        Matcher decimal = DECIMAL.matcher(declared);
        if (decimal.matches()) {
            return Types.DecimalType.of(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (declared) {
            case "string" -> Types.StringType.get();
            case "long" -> Types.LongType.get();
            case "int" -> Types.IntegerType.get();
            case "boolean" -> Types.BooleanType.get();
            case "uuid" -> Types.UUIDType.get();
            case "binary" -> Types.BinaryType.get();
            case "timestamptz" -> Types.TimestampType.withZone();
            default -> throw new IllegalArgumentException("tables.json: no type is named " + declared);
        };
    }

    /** How the table is partitioned. */
    public static PartitionSpec partition(Table table, Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (String declared : table.partition()) {
            Matcher transform = TRANSFORM.matcher(declared);
            if (!transform.matches()) {
                throw new IllegalArgumentException("tables.json: no partition transform is written " + declared);
            }
            if (transform.group(1).equals("day")) {
                spec.day(transform.group(2));
            } else {
                spec.month(transform.group(2));
            }
        }
        return spec.build();
    }

    /** As it is declared: {@code day(time)}. */
    static String partitionWords(Table table) {
        return String.join(", ", table.partition());
    }

    static SortOrder sort(Table table, Schema schema) {
        SortOrder.Builder order = SortOrder.builderFor(schema);
        table.sort().forEach(order::asc);
        return order.build();
    }
}
