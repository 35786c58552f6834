package io.candlelake.benchmarks.jmh;

import io.candlelake.benchmarks.load.Load;
import io.candlelake.benchmarks.load.LoadSettings;
import io.candlelake.benchmarks.load.Message;
import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Frames of a load in their order, one in a thousand spoilt: {@code Frames.messages(4_096)}. */
final class Frames {
    private static final int MADE = 10_000;

    private Frames() {}

    static List<Message> messages(int count) {
        LoadSettings settings = LoadSettings.of(MADE, LocalDate.of(2026, 7, 7));
        Load load = new Load(settings, trade -> {});
        List<Message> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(load.next());
        }
        return messages;
    }

    /** The trades of those that are valid. */
    static List<Trade> trades(int count) {
        FrameParser parser = new FrameParser();
        List<Trade> trades = new ArrayList<>();
        for (Message message : messages(count)) {
            if (parser.parse(message.frame()) instanceof Frame.Trades parsed
                    && parsed.trades().get(0).verdict() instanceof Verdict.Accepted<Trade> accepted) {
                trades.add(accepted.value());
            }
        }
        return trades;
    }
}
