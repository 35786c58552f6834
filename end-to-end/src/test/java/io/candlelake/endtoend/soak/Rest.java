package io.candlelake.endtoend.soak;

import io.candlelake.endtoend.expected.Ledger;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedGap;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.TopicReader;
import io.candlelake.endtoend.part.FeedStack;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When a closed market has come to rest: ticks come no more, and no gap is open. */
final class Rest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Nothing changes, but trades are missing: a connection may still be waiting for its next attempt. */
    private static final int CALM_ROUNDS_WHEN_INCOMPLETE = 45;

    private static final int CALM_ROUNDS = 3;

    private final FeedStack stack;
    private final TopicReader topics;
    private final Mischief mischief;

    Rest(FeedStack stack, TopicReader topics, Mischief mischief) {
        this.stack = stack;
        this.topics = topics;
        this.mischief = mischief;
    }

    /** False when it has not within the patience. */
    boolean await(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        int calm = 0;
        long ticksBefore = -1;
        while (System.nanoTime() < end) {
            mischief.revive();
            List<ObservedTick> ticks = ObservedTick.all(topics);
            calm = ticks.size() == ticksBefore && openIds() == 0 ? calm + 1 : 0;
            ticksBefore = ticks.size();
            if (calm >= (isComplete(ticks) ? CALM_ROUNDS : CALM_ROUNDS_WHEN_INCOMPLETE)) {
                return true;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return false;
    }

    private boolean isComplete(List<ObservedTick> ticks) throws IOException {
        Set<Trade.Key> known = new HashSet<>();
        ticks.forEach(tick -> known.add(tick.trade().key()));
        return Ledger.read(stack.ledger()).stream().allMatch(trade -> known.contains(trade.key()));
    }

    private int openIds() {
        Set<Trade.Key> open = new HashSet<>();
        for (ObservedGap gap : ObservedGap.all(topics)) {
            for (long id = gap.first(); id <= gap.last(); id++) {
                Trade.Key key = new Trade.Key(gap.product(), id);
                boolean unused = gap.isOpening() ? open.add(key) : open.remove(key);
            }
        }
        return open.size();
    }
}
