package io.candlelake.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AthenaStatementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPTIMIZE ticks REWRITE DATA USING BIN_PACK | ALTER TABLE ticks EXECUTE optimize",
                "optimize ticks rewrite data using bin_pack; | ALTER TABLE ticks EXECUTE optimize",
                "OPTIMIZE candlelake.\"ticks\" REWRITE DATA USING BIN_PACK WHERE product_id = 'BTC-USD'"
                        + "| ALTER TABLE candlelake.\"ticks\" EXECUTE optimize WHERE product_id = 'BTC-USD'",
                "VACUUM ticks | ALTER TABLE ticks EXECUTE expire_snapshots(retention_threshold => '7d')",
                " vacuum awsdatacatalog.candlelake.ticks ;"
                        + "| ALTER TABLE awsdatacatalog.candlelake.ticks EXECUTE expire_snapshots(retention_threshold => '7d')",
                "`-- pack it\n/* all */ OPTIMIZE ticks REWRITE DATA USING BIN_PACK` | ALTER TABLE ticks EXECUTE optimize",
                "SELECT 1 ; | SELECT 1"
            })
    void athenaSpellingIsTranslated(String athena, String trino) {
        assertThat(AthenaStatement.translate(athena)).isEqualTo(trino);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM candles FOR VERSION AS OF 123",
                "SELECT * FROM candles FOR TIMESTAMP AS OF TIMESTAMP '2026-07-07 22:58:17 UTC'",
                "SELECT 'VACUUM ticks; OPTIMIZE'",
                "-- VACUUM ticks\nSELECT 1",
                "OPTIMIZE ticks"
            })
    void anythingElsePassesUnchanged(String sql) {
        assertThat(AthenaStatement.translate(sql)).isEqualTo(sql);
    }
}
