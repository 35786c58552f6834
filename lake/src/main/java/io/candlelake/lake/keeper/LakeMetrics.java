package io.candlelake.lake.keeper;

import io.candlelake.contract.table.Tables;
import io.candlelake.lake.audit.LastAudit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What Prometheus sees of the lake: {@code metrics.scrape()}; {@link LakeMetric} lists it. */
final class LakeMetrics implements AutoCloseable {
    /** Of {@link #scrape}. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<String, TableMeters> tables = new LinkedHashMap<>();

    LakeMetrics(Optional<Path> audit, Clock clock) {
        Tables.all().forEach(table -> tables.put(table.name(), new TableMeters(registry, table.name(), clock)));
        audit.ifPresent(file -> {
            audit(
                    LakeMetric.AUDIT_AGE,
                    file,
                    last -> Duration.between(last.time(), clock.instant()).toMillis() / 1e3);
            audit(LakeMetric.AUDIT_PROVED, file, last -> last.proved() ? 1 : 0);
        });
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void audit(LakeMetric metric, Path file, ToDoubleFunction<LastAudit> value) {
        Gauge.builder(metric.meterName(), () -> LastAudit.read(file)
                        .map(last -> value.applyAsDouble(last))
                        .orElse(Double.NaN))
                .description(metric.meaning())
                .baseUnit(metric.isSeconds() ? "seconds" : null)
                .register(registry);
    }

    /** Of a table of the contract. */
    TableMeters of(String table) {
        TableMeters meters = tables.get(table);
        if (meters == null) {
            throw new IllegalArgumentException("the contract has no table " + table);
        }
        return meters;
    }

    /** Prometheus' text; what is not known yet is left out. */
    String scrape() {
        return registry.scrape()
                .lines()
                .filter(line -> !line.endsWith(" NaN"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
