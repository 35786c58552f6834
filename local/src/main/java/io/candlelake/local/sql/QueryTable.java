package io.candlelake.local.sql;

import io.candlelake.local.view.TextTable;
import io.candlelake.query.named.NamedQueries;
import io.candlelake.query.named.NamedQuery;
import io.candlelake.query.named.Parameter;
import java.util.List;

/** {@code --queries}: each named query, under it its parameters. */
final class QueryTable {
    private QueryTable() {}

    static List<String> lines(int width) {
        TextTable table = new TextTable("query", "value, such as", "what it tells");
        for (NamedQuery query : NamedQueries.all()) {
            table.row(query.name(), "", query.description());
            for (Parameter parameter : query.parameters()) {
                table.row(
                        "  " + parameter.name(),
                        parameter.example(),
                        parameter.meaning() + " (usually " + parameter.usualText() + ")");
            }
        }
        return table.lines(width);
    }
}
