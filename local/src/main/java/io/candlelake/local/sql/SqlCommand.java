package io.candlelake.local.sql;

import io.candlelake.local.option.LakeOption;
import io.candlelake.local.stack.FreePort;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.view.Screen;
import io.candlelake.query.SqlCommandRunner;
import io.candlelake.query.engine.EngineUnavailableException;
import io.candlelake.query.server.SqlEndpoint;
import io.candlelake.query.server.SqlServer;
import io.candlelake.query.server.SqlSettings;
import io.candlelake.query.statement.OutputFormat;
import io.candlelake.query.statement.SqlStatementException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./candlelake sql "SELECT * FROM candles"}: Athena's SQL on the tables of a lake, also while the stack is down. */
@Command(
        name = "sql",
        description = {
            "Ask the tables in Athena's SQL, time travel included.",
            "The first statement starts a SQL server (and fetches it once); it stays up for the next ones.",
            "Named queries are statements of Athena's as they stand, with values that can be set: docs/queries.md."
        },
        footer = {
            "",
            "Example: ./candlelake sql \"SELECT * FROM candles WHERE interval = '1m' ORDER BY open_time DESC LIMIT 5\"",
            "Example: ./candlelake sql 'SELECT * FROM \"candles$snapshots\"' --output csv",
            "Example: ./candlelake sql --queries",
            "Example: ./candlelake sql --query latest-candles --set products=BTC-USD --set interval=5m"
        })
public final class SqlCommand implements Callable<Integer> {
    @Mixin
    private final LakeOption lake = new LakeOption();

    @Mixin
    private final StatementOptions asked = new StatementOptions();

    @Option(names = "--queries", description = "List the named queries, what they tell and what can be set.")
    private boolean queries;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, csv or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--sql-port",
            paramLabel = "PORT",
            description = "Where a server that is started listens (default: 8483, or a free one).")
    private @Nullable Integer port;

    @Override
    public Integer call() throws IOException {
        if (queries) {
            QueryTable.lines(Screen.ofOutput().width()).forEach(System.out::println);
            return 0;
        }
        String sql = asked.sql();
        if (asked.print()) {
            System.out.println(sql);
            return 0;
        }
        return ask(sql);
    }

    private int ask(String sql) {
        StackDirectory directory = lake.directory();
        if (!Files.exists(directory.catalog())) {
            throw new StackException("the " + directory.lake() + " lake in " + directory.path()
                    + " has no tables yet: wait until the stack is ready");
        }
        System.err.println("the " + directory.lake() + " lake, " + directory.path());
        Screen screen = Screen.ofOutput();
        try {
            Optional<SqlEndpoint> before = SqlServer.attached(directory.path());
            SqlCommandRunner.run(
                    settings(directory, before),
                    sql,
                    output,
                    screen.terminal() ? screen.width() : 0,
                    System.out,
                    System.err);
            if (before.isEmpty()) {
                SqlServer.attached(directory.path()).ifPresent(SqlCommand::printAddress);
            }
            return 0;
        } catch (SqlStatementException | EngineUnavailableException refused) {
            throw new StackException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private SqlSettings settings(StackDirectory directory, Optional<SqlEndpoint> running) {
        SqlSettings usual = SqlSettings.of(directory.path(), directory.catalog(), directory.warehouse());
        if (port == null) {
            return usual;
        }
        if (running.isPresent() && running.get().port() != port) {
            throw new StackException("the SQL server runs on port "
                    + running.get().port() + " already: use it there, or stop it with ./candlelake down");
        }
        if (running.isEmpty()) {
            FreePort.require("SQL server", port);
        }
        return new SqlSettings(
                usual.stateDirectory(), usual.catalog(), usual.warehouse(), port, usual.idle(), usual.environment());
    }

    /** For a person's own tools. */
    private static void printAddress(SqlEndpoint endpoint) {
        System.err.println("for your own tools: " + endpoint.jdbcUrl() + " (any user, no password)");
    }
}
