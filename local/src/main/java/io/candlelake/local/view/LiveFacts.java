package io.candlelake.local.view;

import io.candlelake.lake.TableState;
import java.util.List;
import java.util.Optional;

/**
 * What the live view shows, as of one moment.
 *
 * @param quotes of the products that had a trade
 * @param tables those that were created
 * @param lags by group and topic
 * @param gaps since the producer's start; empty while it cannot be asked
 * @param problem why the rest is not of now, where it could not be read
 */
record LiveFacts(
        List<OpenCandles.Quote> quotes,
        List<TableState> tables,
        List<GroupLag> lags,
        Optional<GapCounts> gaps,
        Optional<String> problem) {
    static LiveFacts none() {
        return new LiveFacts(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** Records that wait before a topic's readers: for raw_messages the streams app and the sink, each. */
    long waiting(String group, String topic) {
        return lags.stream()
                .filter(lag -> lag.group().equals(group) && lag.topic().equals(topic))
                .mapToLong(GroupLag::records)
                .sum();
    }
}
