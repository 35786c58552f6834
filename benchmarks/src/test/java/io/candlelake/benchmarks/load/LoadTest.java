package io.candlelake.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final LoadSettings SETTINGS = LoadSettings.of(20_000, LocalDate.of(2026, 7, 7));

    private final FrameParser parser = new FrameParser();

    @Test
    void sameSettingsGiveTheSameMessages() {
        assertThat(frames(messages(SETTINGS))).isEqualTo(frames(messages(SETTINGS)));
        assertThat(frames(messages(SETTINGS.withSeed(8)))).isNotEqualTo(frames(messages(SETTINGS)));
    }

    @Test
    void framesAreWhatTheContractReadsAndSpoiltOnesWhatItRejects() {
        List<Trade> read = new ArrayList<>();
        int rejected = 0;
        for (Message message : messages(SETTINGS)) {
            if (trade(message) instanceof Verdict.Accepted<Trade> accepted) {
                read.add(accepted.value());
            } else {
                rejected++;
            }
        }
        assertThat(read).hasSize(SETTINGS.trades() + SETTINGS.duplicates());
        assertThat(Set.copyOf(read)).hasSize(SETTINGS.trades());
        assertThat(rejected).isEqualTo(SETTINGS.invalid()).isPositive();
    }

    @Test
    void idsOfAProductAreWithoutAHole() {
        Map<String, Long> next = new HashMap<>();
        new Load(SETTINGS, trade -> {
                    next.merge(trade.product(), trade.tradeId(), (before, now) -> {
                        assertThat(now).isEqualTo(before + 1);
                        return now;
                    });
                })
                .forEachRemaining(message -> {});
        assertThat(next).hasSize(12);
    }

    @Test
    void someTradesAreLateAndSomeShareTheirTime() {
        Map<String, Long> newest = new HashMap<>();
        Set<String> times = new HashSet<>();
        Set<Long> seen = new HashSet<>();
        int late = 0;
        int ties = 0;
        for (Message message : messages(SETTINGS)) {
            if (trade(message) instanceof Verdict.Accepted<Trade> accepted
                    && seen.add(accepted.value().tradeId())) {
                long micros = accepted.value().time().epochMicros();
                late += micros < newest.getOrDefault(message.product(), 0L) ? 1 : 0;
                ties += times.add(message.product() + micros) ? 0 : 1;
                newest.merge(message.product(), micros, Math::max);
            }
        }
        assertThat(late).isBetween(SETTINGS.late() / 2, SETTINGS.late());
        assertThat(ties).isGreaterThan(SETTINGS.messages() / 5);
    }

    @Test
    void framesAreAsLongAsCoinbases() {
        assertThat(messages(SETTINGS))
                .allSatisfy(message -> assertThat(message.frame().length).isBetween(250, 310));
    }

    private Verdict<Trade> trade(Message message) {
        return parser.parse(message.frame()) instanceof Frame.Trades trades
                ? trades.trades().get(0).verdict()
                : new Verdict.Rejected<>(io.candlelake.domain.RejectReason.MALFORMED_JSON, "");
    }

    private static List<Message> messages(LoadSettings settings) {
        List<Message> messages = new ArrayList<>();
        new Load(settings, trade -> {}).forEachRemaining(messages::add);
        assertThat(messages).hasSize(settings.messages());
        return messages;
    }

    private static List<String> frames(List<Message> messages) {
        return messages.stream()
                .map(message -> new String(message.frame(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }
}
