package io.candlelake.lake;

import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.util.List;

/**
 * All tables at a glance: {@code LakeState.read(catalog).tables()}.
 *
 * @param tables in the order of the contract; a table that was not created yet is absent
 */
public record LakeState(List<TableState> tables) {

    /** Reads metadata alone, one small file a table, so that {@code status} may ask every second. */
    public static LakeState read(LakeCatalog lake) {
        return new LakeState(Tables.all().stream()
                .map(Table::name)
                .filter(name -> lake.catalog().tableExists(LakeCatalog.identifier(name)))
                .map(name -> TableState.of(name, lake.table(name)))
                .toList());
    }
}
