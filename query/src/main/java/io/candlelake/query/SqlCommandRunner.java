package io.candlelake.query;

import io.candlelake.query.engine.EngineUnavailableException;
import io.candlelake.query.server.SqlEndpoint;
import io.candlelake.query.server.SqlServer;
import io.candlelake.query.server.SqlSettings;
import io.candlelake.query.statement.OutputFormat;
import io.candlelake.query.statement.SqlClient;
import io.candlelake.query.statement.SqlStatementException;
import java.io.PrintStream;

/** {@code candlelake sql}: {@code SqlCommandRunner.run(settings, "SELECT * FROM candles", TABLE, 120, out, err)}. */
public final class SqlCommandRunner {
    private SqlCommandRunner() {}

    /**
     * Starts or joins the lake's SQL server and writes the statement's result.
     *
     * @param width of the terminal in characters; 0 when the output is none, then nothing is cut
     * @param err gets the progress: in place when there is a width
     * @throws SqlStatementException when the statement is refused; its message is one line with the position
     * @throws EngineUnavailableException when there is no server to ask; its message is one line
     */
    public static void run(
            SqlSettings settings, String sql, OutputFormat format, int width, PrintStream out, PrintStream err) {
        try (ProgressLine progress = new ProgressLine(err, width > 0)) {
            SqlEndpoint endpoint = SqlServer.ensureRunning(settings, progress::say);
            progress.say("");
            new SqlClient(endpoint.jdbcUrl()).run(sql, format, width, out, progress::say);
        }
    }
}
