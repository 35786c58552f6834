package io.candlelake.lake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What keeps the tables' pointers: {@code jdbc} on one machine, {@code glue} on AWS, {@code rest} in docker-compose. */
public enum CatalogType {
    /** A database, for the local stack SQLite. */
    JDBC,
    /** AWS Glue's data catalog, with the files in S3. */
    GLUE,
    /** A server that speaks Iceberg's REST protocol, with the files in S3. */
    REST;

    /** The setting's and Iceberg's word: {@code jdbc}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CatalogType> parse(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst();
    }
}
