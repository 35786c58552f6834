package io.candlelake.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the lake is: {@code LakeSettings.local(Path.of("data/simulated"))}.
 *
 * @param type the kind of catalog
 * @param catalogUri such as {@code jdbc:sqlite:/…/catalog.sqlite?journal_mode=WAL&busy_timeout=30000}; of Glue {@code glue}
 * @param warehouse root of the tables' files, such as {@code file:///…/warehouse}
 * @param files properties of the access to files and to Glue, by Iceberg's names; empty for local files
 */
public record LakeSettings(CatalogType type, String catalogUri, String warehouse, Map<String, String> files) {
    /** The catalog's name, in Iceberg, Connect and SQL alike: JDBC catalogs of another name do not see each other's tables. */
    public static final String CATALOG_NAME = "candlelake";

    public LakeSettings {
        files = Map.copyOf(files);
    }

    /**
     * The local stack's lake: a SQLite catalog and a warehouse of files below one folder.
     *
     * <p>WAL, for readers must not stop the sink's commits; the timeout makes writers wait for each other instead of failing.
     */
    public static LakeSettings local(Path stateDirectory) {
        Path directory = stateDirectory.toAbsolutePath().normalize();
        return new LakeSettings(
                CatalogType.JDBC,
                "jdbc:sqlite:" + directory.resolve("catalog.sqlite") + "?journal_mode=WAL&busy_timeout=30000",
                "file://" + directory.resolve("warehouse"),
                Map.of());
    }

    /**
     * From {@code CATALOG_TYPE} (jdbc, the default, glue or rest), {@code CATALOG_URI} (not of Glue) and {@code WAREHOUSE}; for S3
     * also {@code S3_ENDPOINT} and {@code AWS_REGION}, for Glue {@code GLUE_CATALOG_ID} and {@code GLUE_ENDPOINT}. Throws
     * {@link IllegalArgumentException} with all problems in one message.
     */
    public static LakeSettings parse(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String label = environment.getOrDefault("CATALOG_TYPE", CatalogType.JDBC.label());
        CatalogType type = CatalogType.parse(label).orElse(CatalogType.JDBC);
        if (!type.label().equals(label)) {
            problems.add("CATALOG_TYPE is '" + label + "', not jdbc, glue or rest");
        }
        String uri = type == CatalogType.GLUE
                ? type.label()
                : required(environment, "CATALOG_URI", "where the catalog is, such as jdbc:sqlite:/…", problems);
        String warehouse =
                required(environment, "WAREHOUSE", "where the tables' files are, such as file:///…", problems);
        if (type == CatalogType.GLUE && !warehouse.isEmpty() && !warehouse.startsWith("s3:")) {
            problems.add("WAREHOUSE is '" + warehouse + "', but tables of Glue are in S3: s3://bucket/folder");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Map<String, String> files = new LinkedHashMap<>();
        if (warehouse.startsWith("s3:")) {
            files.putAll(s3(environment));
        }
        if (type == CatalogType.GLUE) {
            files.putAll(glue(environment));
        }
        return new LakeSettings(type, uri, warehouse, files);
    }

    private static String required(Map<String, String> environment, String name, String what, List<String> problems) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            problems.add(name + " is not set (" + what + ")");
        }
        return value;
    }

    /** Keys come from the AWS environment by themselves; a stand-in for S3 has an address and no host names for buckets. */
    private static Map<String, String> s3(Map<String, String> environment) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("client.region", environment.getOrDefault("AWS_REGION", "us-east-1"));
        String endpoint = environment.getOrDefault("S3_ENDPOINT", "");
        if (!endpoint.isEmpty()) {
            files.put("s3.endpoint", endpoint);
            files.put("s3.path-style-access", "true");
        }
        return files;
    }

    /**
     * Glue keeps a version of the table for each commit, up to a limit that a commit each second reaches in a day or two: skipped.
     * That commits see each other needs no setting: Iceberg names the version that it read, and Glue refuses a stale one.
     */
    private static Map<String, String> glue(Map<String, String> environment) {
        Map<String, String> glue = new LinkedHashMap<>();
        glue.put("glue.skip-archive", "true");
        put(glue, "glue.id", environment.getOrDefault("GLUE_CATALOG_ID", ""));
        put(glue, "glue.endpoint", environment.getOrDefault("GLUE_ENDPOINT", ""));
        return glue;
    }

    private static void put(Map<String, String> properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }

    /** By Iceberg's names, as a catalog, the sink's {@code iceberg.catalog.*} and SQL take them. */
    public Map<String, String> catalogProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("type", type.label());
        if (type != CatalogType.GLUE) {
            properties.put("uri", catalogUri);
        }
        properties.put("warehouse", warehouse);
        if (type == CatalogType.JDBC) {
            properties.put("jdbc.schema-version", "V1");
        }
        properties.put(
                "io-impl",
                warehouse.startsWith("s3:") ? "org.apache.iceberg.aws.s3.S3FileIO" : LocalFileIO.class.getName());
        properties.putAll(files);
        return properties;
    }
}
