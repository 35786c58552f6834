package io.candlelake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeSettingsTest {
    private static final String WAL = "?journal_mode=WAL&busy_timeout=30000";

    @Test
    void localLakeIsBelowOneFolder() {
        LakeSettings settings = LakeSettings.local(Path.of("/data/simulated"));

        assertThat(settings.catalogProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "type", "jdbc",
                        "uri", "jdbc:sqlite:/data/simulated/catalog.sqlite" + WAL,
                        "warehouse", "file:///data/simulated/warehouse",
                        "jdbc.schema-version", "V1",
                        "io-impl", "io.candlelake.lake.LocalFileIO"));
    }

    @Test
    void environmentNamesARestCatalogOverS3() {
        LakeSettings settings = LakeSettings.parse(Map.of(
                "CATALOG_TYPE", "rest",
                "CATALOG_URI", "http://catalog:8181",
                "WAREHOUSE", "s3://lake/",
                "S3_ENDPOINT", "http://store:9000"));

        assertThat(settings.catalogProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "type", "rest",
                        "uri", "http://catalog:8181",
                        "warehouse", "s3://lake/",
                        "io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                        "client.region", "us-east-1",
                        "s3.endpoint", "http://store:9000",
                        "s3.path-style-access", "true"));
    }

    @Test
    void environmentNamesGlueOverS3() {
        LakeSettings settings = LakeSettings.parse(Map.of(
                "CATALOG_TYPE", "glue",
                "GLUE_CATALOG_ID", "123456789012",
                "WAREHOUSE", "s3://lake/warehouse",
                "AWS_REGION", "eu-central-1"));

        assertThat(settings.catalogProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "type", "glue",
                        "warehouse", "s3://lake/warehouse",
                        "io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                        "client.region", "eu-central-1",
                        "glue.skip-archive", "true",
                        "glue.id", "123456789012"));
    }

    @Test
    void tablesOfGlueAreInS3() {
        assertThatThrownBy(() -> LakeSettings.parse(Map.of("CATALOG_TYPE", "glue", "WAREHOUSE", "file:///lake")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("WAREHOUSE is 'file:///lake', but tables of Glue are in S3: s3://bucket/folder");
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> LakeSettings.parse(Map.of("CATALOG_TYPE", "hive")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CATALOG_TYPE is 'hive', not jdbc, glue or rest; "
                        + "CATALOG_URI is not set (where the catalog is, such as jdbc:sqlite:/…); "
                        + "WAREHOUSE is not set (where the tables' files are, such as file:///…)");
    }
}
