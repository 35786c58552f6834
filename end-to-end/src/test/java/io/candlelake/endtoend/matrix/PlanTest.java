package io.candlelake.endtoend.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void theSameSeedIsTheSamePlanAndAnotherIsAnother() {
        MatrixOptions options = MatrixOptions.parse(List.of("--faults", "60"));
        assertThat(Plan.of(options, 7)).isEqualTo(Plan.of(options, 7)).isNotEqualTo(Plan.of(options, 8));
    }

    @Test
    void fiftyFaultsHaveEveryKindAndOneLongZombie() {
        List<Disturbance> plan = Plan.of(MatrixOptions.parse(List.of("--faults", "50")), 7);
        Set<Kind> kinds = plan.stream().map(Disturbance::kind).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
        assertThat(plan)
                .filteredOn(fault -> fault.length().equals(Duration.ofMinutes(2)))
                .hasSize(1);
    }

    @Test
    void whatSqliteCannotDoIsNotPlannedForIt() {
        MatrixOptions options = MatrixOptions.parse(List.of("--catalog", "jdbc", "--faults", "100"));
        assertThat(Plan.of(options, 7)).extracting(Disturbance::kind).doesNotContain(Kind.CATALOG_FORGETS);
        MatrixOptions asked = MatrixOptions.parse(List.of("--catalog", "jdbc", "--only", "catalog-forgets"));
        assertThatThrownBy(asked::deck).hasMessageContaining("cannot be done with this catalog");
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThatThrownBy(() -> MatrixOptions.parse(List.of("--faults", "0"))).hasMessageContaining("--faults is '0'");
        assertThatThrownBy(() -> MatrixOptions.parse(List.of("--only", "flood")))
                .hasMessageContaining("'flood'");
    }
}
