package io.candlelake.query.statement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Athena's two statements that Trino spells otherwise: {@code VACUUM ticks} becomes {@code ALTER TABLE ticks EXECUTE
 * expire_snapshots(retention_threshold => '7d')}. Everything else, FOR TIMESTAMP AS OF included, passes unchanged.
 */
public final class AthenaStatement {
    private static final String TABLE = "((?:\"[^\"]+\"|[^\\s\".;]+)(?:\\.(?:\"[^\"]+\"|[^\\s\".;]+))*)";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern OPTIMIZE = Pattern.compile(
            "OPTIMIZE\\s+" + TABLE + "\\s+REWRITE\\s+DATA\\s+USING\\s+BIN_PACK(\\s+WHERE\\s.+)?", FLAGS);
    private static final Pattern VACUUM = Pattern.compile("VACUUM\\s+" + TABLE, FLAGS);
    private static final Pattern END = Pattern.compile("[\\s;]+$");
    private static final Pattern COMMENTS = Pattern.compile("\\A(?:\\s++|--[^\\r\\n]*+|/\\*.*?\\*/)+", FLAGS);

    /** The time travel that is promised. Athena's own default ends it after five days. */
    private static final String RETENTION = "7d";

    private AthenaStatement() {}

    /** The statement as Trino takes it, without the semicolon at its end. */
    public static String translate(String sql) {
        String statement = END.matcher(sql).replaceFirst("");
        String bare = COMMENTS.matcher(statement).replaceFirst("");
        Matcher optimize = OPTIMIZE.matcher(bare);
        if (optimize.matches()) {
            String where = optimize.group(2) == null ? "" : optimize.group(2);
            return "ALTER TABLE " + optimize.group(1) + " EXECUTE optimize" + where;
        }
        Matcher vacuum = VACUUM.matcher(bare);
        if (vacuum.matches()) {
            return "ALTER TABLE " + vacuum.group(1) + " EXECUTE expire_snapshots(retention_threshold => '" + RETENTION
                    + "')";
        }
        return statement;
    }
}
