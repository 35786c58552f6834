package io.candlelake.lake.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.row.MessageRows;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.TableRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day is replaced whole, alone, and in one commit. */
class DayReplacementTest {
    private static final RowForm CANDLES = RowForm.of("candles");
    private static final LocalDate SEVENTH = LocalDate.of(2026, 7, 7);

    private LakeCatalog lake;

    /** Candles are partitioned by month, so that one file holds two days and two products. */
    @BeforeEach
    void write(@TempDir Path folder) {
        lake = LakeCatalog.open(LakeSettings.local(folder));
        LakeTables.createMissing(lake);
        append(
                "{\"candles\":{\"0\":4}}",
                candle("PEAR-USD", "07", 1),
                candle("PLUM-USD", "07", 2),
                candle("PEAR-USD", "08", 3));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private void append(String offsets, Row... rows) {
        Table table = lake.table("candles");
        RowWriter writer = new RowWriter(table);
        for (Row row : rows) {
            writer.write(row);
        }
        AppendFiles append = table.newAppend().set("candlelake.offsets", offsets);
        writer.finish().forEach(append::appendFile);
        append.commit();
    }

    private static Row candle(String product, String day, int volume) {
        String json = String.format(
                "{\"product_id\":\"%s\",\"interval\":\"1m\",\"open_time\":\"2026-07-%sT22:58:00Z\",\"close_time\":\"2026-07-%sT22:59:00Z\",\"volume\":\"%d\",\"notional\":\"0\",\"buy_volume\":\"0\",\"sell_volume\":\"0\",\"trade_count\":0,\"missing_trades\":0,\"complete\":false,\"status\":\"GAP\",\"revision\":1,\"reason\":\"CLOSE\",\"emitted_at\":\"2026-07-09T00:00:00Z\"}",
                product, day, day, volume);
        return new MessageRows(CANDLES).read(json.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        new TableRows(lake.table("candles"), CANDLES)
                .read(
                        Expressions.alwaysTrue(),
                        row -> rows.add(row.product() + " " + row.day() + " " + row.shown("volume")));
        return rows;
    }

    private DayReplacement replacement(Optional<String> product) {
        return new DayReplacement(new TableRows(lake.table("candles"), CANDLES), SEVENTH, product);
    }

    @Test
    void theDayIsReplacedAndTheOtherDayOfItsFileStays() {
        DayReplacement replacement = replacement(Optional.empty());
        replacement.add(candle("PEAR-USD", "07", 10));
        replacement.commit();

        assertThat(rows()).containsExactlyInAnyOrder("PEAR-USD 2026-07-07 10", "PEAR-USD 2026-07-08 3");
        assertThat(replacement.kept()).isEqualTo(1);
    }

    @Test
    void oneProductIsReplacedAndTheOtherStays() {
        DayReplacement replacement = replacement(Optional.of("PLUM-USD"));
        replacement.add(candle("PLUM-USD", "07", 20));
        replacement.commit();

        assertThat(rows())
                .containsExactlyInAnyOrder("PEAR-USD 2026-07-07 1", "PLUM-USD 2026-07-07 20", "PEAR-USD 2026-07-08 3");
    }

    @Test
    void rowsThatSomebodyAddsToTheDayMeanwhileMakeItFailAndChangeNothing() {
        DayReplacement replacement = replacement(Optional.empty());
        replacement.add(candle("PEAR-USD", "07", 10));
        append("{\"candles\":{\"0\":5}}", candle("PEAR-USD", "07", 99));
        List<String> before = rows();

        assertThatThrownBy(replacement::commit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was written to meanwhile, nothing was replaced");
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whatTheSinkSaidOfItsOffsetsIsStillTheNewestWord() {
        DayReplacement replacement = replacement(Optional.empty());
        replacement.add(candle("PEAR-USD", "07", 10));
        replacement.commit();

        List<String> said = new ArrayList<>();
        SnapshotUtil.currentAncestors(lake.table("candles")).forEach(snapshot -> {
            String offsets = snapshot.summary().get("candlelake.offsets");
            if (offsets != null) {
                said.add(offsets);
            }
        });
        assertThat(said).first().isEqualTo("{\"candles\":{\"0\":4}}");
        assertThat(lake.table("candles").snapshots()).hasSize(2);
    }
}
