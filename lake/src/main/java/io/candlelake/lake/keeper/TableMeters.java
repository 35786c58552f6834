package io.candlelake.lake.keeper;

import io.candlelake.lake.TableState;
import io.candlelake.lake.maintain.Outcome;
import io.candlelake.lake.maintain.TableHealth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one table: what was last seen of it, and what maintenance did. Written by the keeper, read by whoever scrapes. */
final class TableMeters {
    private final MeterRegistry registry;
    private final String table;
    private final Clock clock;
    private final Counter runs;
    private final Counter failures;
    private final Counter packed;
    private final Counter expired;
    private final Counter orphans;
    private volatile @Nullable TableHealth health;
    private volatile @Nullable Instant changed;
    private volatile @Nullable Duration commit;

    TableMeters(MeterRegistry registry, String table, Clock clock) {
        this.registry = registry;
        this.table = table;
        this.clock = clock;
        runs = counter(LakeMetric.MAINTENANCE_RUNS);
        failures = counter(LakeMetric.MAINTENANCE_FAILURES);
        packed = counter(LakeMetric.FILES_PACKED);
        expired = counter(LakeMetric.SNAPSHOTS_EXPIRED);
        orphans = counter(LakeMetric.ORPHANS_REMOVED);
        gauge(LakeMetric.FRESHNESS, this::freshness);
        gauge(LakeMetric.COMMIT, () -> seconds(commit));
        gauge(LakeMetric.ROWS, TableHealth::rows);
        gauge(LakeMetric.FILES, TableHealth::files);
        gauge(LakeMetric.BYTES, TableHealth::bytes);
        gauge(LakeMetric.SMALL_FILE_RATIO, TableHealth::smallFileRatio);
        gauge(LakeMetric.MANIFESTS, TableHealth::manifests);
        gauge(LakeMetric.SNAPSHOTS, TableHealth::snapshots);
        gauge(LakeMetric.PLANNING, found -> seconds(found.planning()));
    }

    private Counter counter(LakeMetric metric) {
        return Counter.builder(metric.meterName())
                .description(metric.meaning())
                .tag(metric.label(), table)
                .register(registry);
    }

    private void gauge(LakeMetric metric, ToDoubleFunction<TableHealth> value) {
        gauge(metric, () -> {
            TableHealth seen = health;
            return seen == null ? Double.NaN : value.applyAsDouble(seen);
        });
    }

    private void gauge(LakeMetric metric, DoubleSupplier value) {
        Gauge.builder(metric.meterName(), value::getAsDouble)
                .description(metric.meaning())
                .baseUnit(metric.isSeconds() ? "seconds" : null)
                .tag(metric.label(), table)
                .register(registry);
    }

    private double freshness() {
        Instant last = changed;
        return last == null ? Double.NaN : seconds(Duration.between(last, clock.instant()));
    }

    private static double seconds(@Nullable Duration duration) {
        return duration == null ? Double.NaN : duration.toNanos() / 1e9;
    }

    void saw(TableState state, TableHealth found, Optional<Duration> lastCommit) {
        changed = state.commit().map(TableState.Commit::time).orElse(null);
        health = found;
        commit = lastCommit.orElse(null);
    }

    void maintained(Outcome outcome) {
        runs.increment();
        packed.increment(outcome.replaced());
        expired.increment((double) outcome.expired());
        orphans.increment((double) outcome.orphans());
    }

    void failed() {
        failures.increment();
    }
}
