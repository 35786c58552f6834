package io.candlelake.connect;

import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.util.List;

/**
 * One connector, from a topic to the table of that name: {@code ticks}.
 *
 * @param table also the name of its topic and its connector
 */
public record Sink(String table) {
    /** One for each table. */
    public static List<Sink> all() {
        return Tables.all().stream().map(Table::name).map(Sink::new).toList();
    }

    /** {@code connect-ticks}: how far the topic was read into data files. */
    public String group() {
        return "connect-" + table;
    }

    /** {@code connect-ticks-coord}: how far the control topic was committed to the table. */
    public String coordinatorGroup() {
        return group() + "-coord";
    }

    /** {@code control-ticks}: where the sink's task tells its coordinator which files it wrote. */
    public String controlTopic() {
        return "control-" + table;
    }
}
