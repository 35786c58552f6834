package io.candlelake.contract.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Every table: {@code Tables.named("candles")}. Source: {@code tables.json} beside this class. */
public final class Tables {
    /** The database, or namespace, that holds them. */
    public static final String DATABASE = "candlelake";

    private static final List<Table> ALL = load();

    private Tables() {}

    /** All tables, in the order of the declaration. */
    public static List<Table> all() {
        return ALL;
    }

    /** The table of that name. Throws {@link IllegalArgumentException} when there is none. */
    public static Table named(String name) {
        return ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table is named " + name));
    }

    private static List<Table> load() {
        try (InputStream json = Tables.class.getResourceAsStream("/io/candlelake/contract/tables.json")) {
            return List.copyOf(
                    new ObjectMapper().readValue(json, Declaration.class).tables());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("tables.json is broken", unreadable);
        }
    }

    private record Declaration(List<Table> tables) {}
}
