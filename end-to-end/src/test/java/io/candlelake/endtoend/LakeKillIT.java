package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.matrix.KillMatrix;
import io.candlelake.endtoend.matrix.MatrixOptions;
import io.candlelake.endtoend.matrix.MatrixResult;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short form of end-to-end/kill-lake.sh: processes die and a catalog forgets under load, and not one row is lost or twice. */
@Tag("slow")
@Order(9)
final class LakeKillIT {
    @Test
    void killsInTheMidstOfCommitsAndAForgetfulCatalogLoseNothingAndRepeatNothing() throws Exception {
        MatrixOptions options = MatrixOptions.parse(List.of(
                "--seed",
                Long.toString(Long.getLong("candlelake.seed", 1)),
                "--faults",
                "3",
                "--rate",
                "500",
                "--only",
                "killed-commit-late,catalog-forgets,disk-full"));

        MatrixResult result = KillMatrix.run(options, options.seed());

        System.out.println(result);
        assertThat(result.isGood())
                .as("kept in " + result.folder() + ": " + result)
                .isTrue();
    }
}
