package io.candlelake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.table.Column;
import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTablesTest {
    @Test
    void missingTablesAreCreatedOnceAsDeclared(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            assertThat(LakeTables.createMissing(lake))
                    .allMatch(LakeTables.Presence::created)
                    .hasSize(7);
            assertThat(LakeTables.createMissing(lake))
                    .noneMatch(LakeTables.Presence::created)
                    .hasSize(7);

            for (Table declared : Tables.all()) {
                org.apache.iceberg.Table table = lake.table(declared.name());
                assertThat(table.schema().columns())
                        .extracting(column -> column.name() + " " + column.isRequired() + " " + column.doc())
                        .containsExactlyElementsOf(declared.columns().stream()
                                .map(column -> column.name() + " " + column.required() + " " + column.doc())
                                .toList());
                assertThat(table.properties())
                        .containsEntry("write.parquet.compression-codec", "zstd")
                        .containsEntry("write.target-file-size-bytes", "134217728")
                        .containsEntry("write.metadata.delete-after-commit.enabled", "true")
                        .containsEntry("write.metadata.previous-versions-max", "20")
                        .containsEntry("comment", declared.doc());
                assertThat(table.sortOrder().fields()).hasSameSizeAs(declared.sort());
            }
            assertThat(lake.table("ticks").schema().findType("price")).isEqualTo(Types.DecimalType.of(38, 18));
            assertThat(lake.table("ticks").spec().toString()).contains("time_day: day(");
            assertThat(lake.table("candles").spec().toString()).contains("open_time_month: month(");
            assertThat(lake.table("gaps").spec().isUnpartitioned()).isTrue();
            assertThat(lake.table("raw_messages").properties()).containsKey("write.parquet.row-group-size-bytes");
            assertThat(lake.table("ticks").properties()).doesNotContainKey("write.parquet.row-group-size-bytes");
        }
    }

    @Test
    void warehouseIsOrdinaryIcebergWithoutHadoopsChecksumFiles(@TempDir Path directory) throws IOException {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
        }
        try (Stream<Path> files = Files.list(directory.resolve("warehouse/candlelake/ticks/metadata"))) {
            assertThat(files).singleElement().asString().endsWith(".metadata.json");
        }
    }

    @Test
    void tableThatDiffersIsNamedAndLeftAlone(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            lake.table("gaps").updateSchema().deleteColumn("cause").commit();
            lake.table("spot_prices")
                    .updateSchema()
                    .deleteColumn("currency")
                    .addColumn("currency", Types.DateType.get())
                    .commit();

            assertThatThrownBy(() -> LakeTables.createMissing(lake))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("the lake differs from this version's table definitions: "
                            + "table candlelake.gaps, column cause is missing; "
                            + "table candlelake.spot_prices, column currency is date, not string. Nothing was altered");
            assertThat(lake.table("gaps").schema().findField("cause")).isNull();
        }
    }

    @Test
    void aColumnThatIsDeclaredLaterIsAddedAndSaidOnceAndOldRowsHaveNone(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            List<Table> later = Tables.all().stream()
                    .map(table -> table.name().equals("gaps") ? with(table, "note", false) : table)
                    .toList();

            assertThat(linesOf(LakeTables.createMissing(lake, later))).containsExactly("column note added to gaps");
            assertThat(lake.table("gaps").schema().findField("note").doc()).isEqualTo("as declared");
            assertThat(lake.table("gaps").schema().findField("note").isOptional())
                    .isTrue();
            assertThat(linesOf(LakeTables.createMissing(lake, later))).isEmpty();
        }
    }

    @Test
    void aColumnThatMayNotBeNullIsNotAdded(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            assertThatThrownBy(() -> LakeTables.createMissing(lake, List.of(with(with(gaps(), "a", false), "b", true))))
                    .hasMessageContaining("column b is missing")
                    .hasMessageContaining("Nothing was altered");
            assertThat(lake.table("gaps").schema().findField("a")).isNull();
        }
    }

    @Test
    void columnsAreAddedBesideACommitOfAnother(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory));
                LakeCatalog other = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            Table later = with(gaps(), "note", false);

            assertThat(LakeTables.addColumns(other, later)).containsExactly("note");
            assertThat(LakeTables.addColumns(lake, later)).isEmpty();
        }
    }

    @Test
    void whatElseDiffersIsReportedAndLeftAsItIs(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            org.apache.iceberg.Table gaps = lake.table("gaps");
            gaps.updateProperties()
                    .set("write.target-file-size-bytes", "1000")
                    .set("history.expire.max-snapshot-age-ms", "60000")
                    .commit();
            gaps.replaceSortOrder().asc("detected_at").commit();
            gaps.updateSpec().addField("status").commit();
            gaps.updateSchema().updateColumnDoc("cause", "another").commit();

            assertThat(linesOf(LakeTables.createMissing(lake)))
                    .containsExactly(
                            "table candlelake.gaps, column cause has the comment 'another', not 'What opened the gap'",
                            "table candlelake.gaps, partitions is 'identity(status)', not ''",
                            "table candlelake.gaps, order is 'detected_at', not 'product_id, first_missing_id'",
                            "table candlelake.gaps, property write.target-file-size-bytes is '1000', not '134217728'");
            assertThat(lake.table("gaps").properties()).containsEntry("write.target-file-size-bytes", "1000");
        }
    }

    private static Table gaps() {
        return Tables.all().stream()
                .filter(table -> table.name().equals("gaps"))
                .findFirst()
                .orElseThrow();
    }

    private static Table with(Table table, String column, boolean required) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(new Column(column, "string", required, "as declared"));
        return new Table(table.name(), table.doc(), table.partition(), table.sort(), columns);
    }

    private static List<String> linesOf(List<LakeTables.Presence> tables) {
        return tables.stream().flatMap(table -> table.lines().stream()).toList();
    }

    @Test
    void columnMoreThanDefinedIsNoDifference(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            lake.table("gaps")
                    .updateSchema()
                    .addColumn("note", Types.StringType.get())
                    .commit();

            assertThat(LakeTables.createMissing(lake)).hasSize(7);
        }
    }

    @Test
    void stateIsReadFromMetadata(@TempDir Path directory) {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            assertThat(LakeState.read(lake).tables()).isEmpty();
            LakeTables.createMissing(lake);
            DataFile file = DataFiles.builder(lake.table("gaps").spec())
                    .withPath(directory.resolve("made-up.parquet").toUri().toString())
                    .withFileSizeInBytes(1_000)
                    .withRecordCount(42)
                    .build();
            lake.table("gaps").newAppend().appendFile(file).commit();

            List<TableState> tables = LakeState.read(lake).tables();

            assertThat(tables)
                    .extracting(TableState::table)
                    .startsWith("ticks", "candles")
                    .hasSize(7);
            assertThat(tables.get(0)).isEqualTo(new TableState("ticks", java.util.Optional.empty(), 0, 0, 0));
            TableState gaps = tables.stream()
                    .filter(table -> table.table().equals("gaps"))
                    .findFirst()
                    .orElseThrow();
            assertThat(gaps.rows()).isEqualTo(42);
            assertThat(gaps.files()).isEqualTo(1);
            assertThat(gaps.bytes()).isEqualTo(1_000);
            assertThat(gaps.commit().orElseThrow().snapshotId())
                    .isEqualTo(lake.table("gaps").currentSnapshot().snapshotId());
        }
    }

    @Test
    void catalogThatCannotBeOpenedIsOneClearLine(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThatThrownBy(() -> LakeCatalog.open(LakeSettings.local(file)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the catalog jdbc:sqlite:" + file)
                .hasMessageContaining("cannot be opened");
    }
}
