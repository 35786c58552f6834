package io.candlelake.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.candlelake.query.engine.EngineChoice;
import io.candlelake.query.engine.EngineUnavailableException;
import io.candlelake.query.server.SqlEndpoint;
import io.candlelake.query.server.SqlServer;
import io.candlelake.query.server.SqlSettings;
import io.candlelake.query.statement.OutputFormat;
import io.candlelake.query.statement.SqlStatementException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both engines for real, on tables that Iceberg's own catalog wrote. Fetches the engines into the user's cache once. */
class SqlIntegrationTest {
    private static final byte[] FRAME = "{\"type\":\"match\"}".getBytes(UTF_8);
    private static final byte[] BINARY = {(byte) 0xDE, (byte) 0xAD, (byte) 0xBE, (byte) 0xEF};

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"406", "483"})
    void athenasStatementsAnswerOnLocalTables(String engine) throws Exception {
        SqlSettings settings = settings(engine);
        try (LakeWriter lake = new LakeWriter(folder)) {
            Table ticks = lake.create("ticks");
            long first = LakeWriter.append(ticks, 1, "64123.120000000000000001", "2026-07-07T22:58:17.164892Z", FRAME);
            Thread.sleep(10);
            Instant between = Instant.now();
            Thread.sleep(10);
            LakeWriter.append(ticks, 2, "0.100000000000000000", "2026-07-08T00:00:00Z", BINARY);

            SqlEndpoint endpoint;
            try (PortThief thief = PortThief.of(settings)) {
                endpoint = startedByTwoAtOnce(settings);
                assertThat(endpoint.port()).isNotEqualTo(thief.port());
            }
            assertThat(endpoint.version()).isEqualTo(engine);
            readsValues(settings);
            travelsInTime(settings, first, between);
            readsMetadataTables(settings);
            namesTheErrorsPlace(settings);
            seesWhatIsNew(settings, lake, ticks);
            maintains(settings);
            answersNamedQueries(settings, lake);
            keepsTheServerAndTheJournal(settings, endpoint);
        } finally {
            SqlServer.stop(folder);
        }
        assertThat(SqlServer.attached(folder)).isEmpty();
    }

    private static SqlEndpoint startedByTwoAtOnce(SqlSettings settings) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        long start = System.nanoTime();
        List<CompletableFuture<SqlEndpoint>> callers = List.of(
                CompletableFuture.supplyAsync(() -> SqlServer.ensureRunning(settings, line -> {}), two),
                CompletableFuture.supplyAsync(() -> SqlServer.ensureRunning(settings, line -> {}), two));
        SqlEndpoint endpoint = callers.get(0).get();
        assertThat(callers.get(1).get()).isEqualTo(endpoint);
        two.shutdown();
        print("ready", start);
        return endpoint;
    }

    private static void readsValues(SqlSettings settings) {
        assertThat(json(settings, "SELECT * FROM awsdatacatalog.candlelake.ticks ORDER BY trade_id;"))
                .isEqualTo("""
                [
                  {"product_id": "BTC-USD", "trade_id": 1, "price": "64123.120000000000000001", \
                "time": "2026-07-07T22:58:17.164892Z", "payload": "{\\"type\\":\\"match\\"}"},
                  {"product_id": "BTC-USD", "trade_id": 2, "price": "0.100000000000000000", \
                "time": "2026-07-08T00:00:00.000000Z", "payload": "0xDEADBEEF"}
                ]
                """);
        long start = System.nanoTime();
        assertThat(json(settings, "SELECT sum(price) AS total, current_timezone() AS zone FROM ticks"))
                .contains("{\"total\": \"64123.220000000000000001\", \"zone\": \"UTC\"}");
        print("second query", start);
        assertThat(
                        json(
                                settings,
                                "SELECT ARRAY[1, NULL] a, MAP(ARRAY['x'], ARRAY[1.50]) m, CAST(ROW(1, 'y') AS ROW(i INT, s VARCHAR)) r, 1e0 d, true b, CAST(NULL AS DATE) n, JSON '{\"k\": [1]}' j"))
                .contains(
                        "{\"a\": [1,null], \"m\": {\"x\":\"1.50\"}, \"r\": {\"i\":1,\"s\":\"y\"}, \"d\": 1.0, \"b\": true, \"n\": null, \"j\": {\"k\":[1]}}");
    }

    private static void travelsInTime(SqlSettings settings, long first, Instant between) {
        assertThat(json(settings, "SELECT trade_id FROM ticks FOR VERSION AS OF " + first))
                .isEqualTo("[\n  {\"trade_id\": 1}\n]\n");
        String at = between.toString().replace('T', ' ').replace("Z", " UTC");
        assertThat(json(settings, "SELECT trade_id FROM ticks FOR TIMESTAMP AS OF TIMESTAMP '" + at + "'"))
                .isEqualTo("[\n  {\"trade_id\": 1}\n]\n");
    }

    private static void readsMetadataTables(SqlSettings settings) {
        assertThat(json(settings, "SELECT operation FROM \"ticks$snapshots\""))
                .isEqualTo("[\n  {\"operation\": \"append\"},\n  {\"operation\": \"append\"}\n]\n");
        assertThat(json(settings, "SELECT sum(record_count) AS n FROM \"ticks$files\""))
                .contains("\"n\": 2");
    }

    private static void namesTheErrorsPlace(SqlSettings settings) {
        assertThatThrownBy(() -> json(settings, "SELECT prise FROM ticks"))
                .isInstanceOf(SqlStatementException.class)
                .hasMessage("line 1:8: Column 'prise' cannot be resolved");
        assertThatThrownBy(() -> json(settings, "SELCT 1"))
                .isInstanceOf(SqlStatementException.class)
                .hasMessageStartingWith("line 1:1: mismatched input 'SELCT'.");
    }

    /** Trino 406 alone would go on showing the tables of the moment it started, and could drop none. */
    private static void seesWhatIsNew(SqlSettings settings, LakeWriter lake, Table ticks) {
        assertThat(json(settings, "SHOW TABLES")).contains("ticks").doesNotContain("alerts");
        lake.create("alerts");
        LakeWriter.append(ticks, 3, "1", "2026-07-08T00:00:01Z", FRAME);
        assertThat(json(settings, "SHOW TABLES")).contains("alerts");
        assertThat(json(settings, "SELECT count(*) AS n FROM ticks")).contains("\"n\": 3");
        json(settings, "DROP TABLE alerts");
        assertThat(json(settings, "SHOW TABLES")).doesNotContain("alerts");
    }

    private static void maintains(SqlSettings settings) {
        json(settings, "OPTIMIZE ticks REWRITE DATA USING BIN_PACK");
        json(settings, "VACUUM ticks");
        assertThat(json(settings, "SELECT count(*) AS files, sum(record_count) AS n FROM \"ticks$files\""))
                .contains("{\"files\": 2, \"n\": 3}");
    }

    /** On the lake's own tables. */
    private static void answersNamedQueries(SqlSettings settings, LakeWriter lake) throws Exception {
        lake.drop("ticks");
        NamedQueryLake written = NamedQueryLake.write(lake);
        long start = System.nanoTime();
        new NamedQueryAnswers(written, sql -> json(settings, sql)).areRight();
        print("named queries", start);
    }

    private void keepsTheServerAndTheJournal(SqlSettings settings, SqlEndpoint endpoint) throws SQLException {
        assertThat(SqlServer.ensureRunning(settings, line -> {})).isEqualTo(endpoint);
        assertThat(SqlServer.attached(folder)).contains(endpoint);
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = sqlite.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
    }

    private SqlSettings settings(String engine) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CANDLELAKE_SQL_ENGINE", engine);
        try {
            EngineChoice.of(environment);
        } catch (EngineUnavailableException noJava) {
            abort(noJava.getMessage());
        }
        Path real = Files.createDirectories(folder).toRealPath();
        return new SqlSettings(
                real,
                real.resolve("catalog.sqlite"),
                real.resolve("warehouse"),
                0,
                Duration.ofMinutes(10),
                environment);
    }

    private static String json(SqlSettings settings, String sql) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SqlCommandRunner.run(settings, sql, OutputFormat.JSON, 0, new PrintStream(bytes, true, UTF_8), System.err);
        return bytes.toString(UTF_8);
    }

    private static void print(String what, long start) {
        System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
