package io.candlelake.query.statement;

import io.trino.jdbc.QueryStats;
import io.trino.jdbc.TrinoDriver;
import io.trino.jdbc.TrinoStatement;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs one statement: {@code new SqlClient(endpoint.jdbcUrl()).run("SELECT 1", OutputFormat.CSV, 0, out, line -> {})}. One
 * driver (483, for Java 11 and later) speaks to both engines.
 */
public final class SqlClient {
    private static final Pattern PREFIX = Pattern.compile("^Query failed \\(#\\w+\\): ");
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String jdbcUrl;

    public SqlClient(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /**
     * Writes the statement's rows.
     *
     * @param width of the terminal in characters; 0 when the output is none
     * @param progress gets a line after two seconds, and an empty one before the first row
     * @throws SqlStatementException with the server's message in one line
     */
    public void run(String sql, OutputFormat format, int width, PrintStream out, Consumer<String> progress) {
        Properties properties = new Properties();
        properties.setProperty("user", "candlelake");
        properties.setProperty("timezone", "UTC");
        try (Connection connection = new TrinoDriver().connect(jdbcUrl, properties);
                TrinoStatement statement = connection.createStatement().unwrap(TrinoStatement.class)) {
            // Ctrl-C leaves no query running behind.
            Thread cancel = new Thread(() -> cancel(statement), "cancel-query");
            Runtime.getRuntime().addShutdownHook(cancel);
            long start = System.nanoTime();
            statement.setProgressMonitor(stats -> report(stats, start, progress));
            try {
                boolean rows = statement.execute(AthenaStatement.translate(sql));
                statement.clearProgressMonitor();
                progress.accept("");
                if (rows) {
                    write(statement.getResultSet(), format.writer(out, width));
                } else {
                    writeNothing(format, out, statement.getLargeUpdateCount());
                }
            } finally {
                removeHook(cancel);
            }
        } catch (SQLException refused) {
            throw new SqlStatementException(message(refused), refused);
        }
    }

    private static void write(ResultSet rows, RowWriter writer) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= metadata.getColumnCount(); column++) {
            names.add(metadata.getColumnLabel(column));
        }
        boolean begun = false;
        while (rows.next()) {
            if (!begun) {
                writer.begin(names);
                begun = true;
            }
            List<Cell> cells = new ArrayList<>();
            for (int column = 1; column <= names.size(); column++) {
                cells.add(Cells.read(rows, column, metadata.getColumnTypeName(column)));
            }
            writer.row(cells);
        }
        // Only now is a failed query told from an empty one: an error leaves no half-written result of zero rows.
        if (!begun) {
            writer.begin(names);
        }
        writer.end();
    }

    private static void writeNothing(OutputFormat format, PrintStream out, long count) {
        switch (format) {
            case TABLE -> out.println(count > 0 ? "done, " + count + " rows" : "done");
            case JSON -> out.println("[]");
            case CSV -> {}
        }
    }

    private static void report(QueryStats stats, long start, Consumer<String> progress) {
        long elapsed = System.nanoTime() - start;
        if (elapsed > QUIET_NANOS) {
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s: %d s, %d of %d splits, %,d rows read",
                    stats.getState().toLowerCase(Locale.ROOT),
                    TimeUnit.NANOSECONDS.toSeconds(elapsed),
                    stats.getCompletedSplits(),
                    stats.getTotalSplits(),
                    stats.getProcessedRows()));
        }
    }

    private static String message(SQLException refused) {
        String text = refused.getMessage() == null ? refused.toString() : refused.getMessage();
        return PREFIX.matcher(text).replaceFirst("").replaceAll("\\s*\\R\\s*", " ");
    }

    private static void cancel(TrinoStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException alreadyOver) {
            // The process is ending: there is nobody left to tell.
            return;
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // It runs now, which is what it is for.
            return;
        }
    }
}
