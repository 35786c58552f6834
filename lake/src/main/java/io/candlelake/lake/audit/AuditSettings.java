package io.candlelake.lake.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is audited.
 *
 * @param tables names, in any order; all for everything
 * @param day only this UTC day's rows; all when absent
 * @param full whether nothing that was proved before is believed
 * @param streamsGroup the consumer group of the streams app
 * @param futureBoundMicros how far a trade may be after its receipt, as the streams app is told
 */
public record AuditSettings(
        List<String> tables, Optional<LocalDate> day, boolean full, String streamsGroup, long futureBoundMicros) {
    public AuditSettings {
        tables = List.copyOf(tables);
    }

    boolean wants(LocalDate other) {
        return day.map(other::equals).orElse(true);
    }
}
