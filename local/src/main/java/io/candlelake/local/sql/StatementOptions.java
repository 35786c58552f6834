package io.candlelake.local.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.query.named.NamedQueries;
import io.candlelake.query.named.NamedQueryException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code @Mixin StatementOptions}: what is asked, a statement of one's own or a named one with its values. */
final class StatementOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "STATEMENT",
            description = "One statement; - reads it from standard input.")
    private @Nullable String statement;

    @Option(names = "--query", paramLabel = "NAME", description = "A named query instead; --queries lists them.")
    private @Nullable String query;

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            description = "A value of the named query, once for each parameter that is not to be as usual.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--print",
            description = "Print the named query with its values instead of asking it, to paste it into Athena.")
    private boolean print;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean print() {
        return print;
    }

    /** Throws {@link ParameterException} when it is not clear what is asked, or a name or a value does not fit. */
    String sql() throws IOException {
        if (query == null && (print || !values.isEmpty())) {
            throw notUnderstood((print ? "--print" : "--set") + " is of a named query: give one by --query NAME");
        }
        if (query != null && statement != null) {
            throw notUnderstood("either a statement or --query, not both");
        }
        if (query != null) {
            return named(query);
        }
        if (statement == null) {
            throw notUnderstood("a statement is missing, or --query NAME");
        }
        return statement.equals("-") ? new String(System.in.readAllBytes(), UTF_8) : statement;
    }

    private String named(String name) {
        try {
            return NamedQueries.named(name).with(values);
        } catch (NamedQueryException refused) {
            throw notUnderstood(String.valueOf(refused.getMessage()));
        }
    }

    private ParameterException notUnderstood(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
