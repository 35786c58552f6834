package io.candlelake.query.server;

/**
 * A running SQL server: {@code jdbc:trino://127.0.0.1:8483/awsdatacatalog/candlelake, 4711, 8483, 483}.
 *
 * @param jdbcUrl with Athena's catalog and the lake's database as defaults
 * @param version Trino's, 483 or 406
 */
public record SqlEndpoint(String jdbcUrl, long pid, int port, String version) {}
