package io.candlelake.producer.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A market of one product, two connections that drop, repeat and reorder, a REST that lags, fails and lacks some trades, a process that is killed with records not
 * acknowledged; time stands still unless told to pass. What the tracker says is compared with sets of ids.
 */
class NeverLoseTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");

    @Provide
    Arbitrary<List<Integer>> scripts() {
        return Arbitraries.integers().between(0, 9_999).list().ofMaxSize(250);
    }

    @Property(tries = 5_000)
    void everyTradeIsWrittenOrReportedAndEveryHoleIsReportedBeforeTheFrameThatShowsIt(
            @ForAll("scripts") List<Integer> script) throws InterruptedException {
        World world = new World();
        for (int word : script) {
            world.act(word % 16, word / 16);
        }
        world.end();

        for (long id = world.firstWanted(); id <= world.made; id++) {
            if (World.exists(id) && World.isInRest(id)) {
                assertThat(world.written).as("written, for REST has it").contains(id);
            } else if (!world.written.contains(id)) {
                assertThat(world.givenUp).as("neither written nor given up").contains(id);
            }
        }
        assertThat(world.givenUp.stream().filter(World::exists).filter(World::isInRest))
                .as("given up though REST has it")
                .isEmpty();
    }

    /** A record handed to Kafka: a frame's trades, or a report. */
    private record Written(List<Long> ids, List<GapReport> report) {}

    private static final class World implements FrameRecords {
        private final Set<Long> written = new TreeSet<>();
        private final Set<Long> givenUp = new TreeSet<>();
        private final List<Written> unacknowledged = new ArrayList<>();
        private final List<Deque<Long>> connections = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final boolean[] fresh = {true, true};
        private long made = 1_000;
        private long lag;
        private long nanos;
        private long from;
        private LongRanges progress = new LongRanges();
        private GapTracker tracker = tracker();

        // What an independent calculation knows of this process.
        private Set<Long> here = new TreeSet<>();
        private long knownLowest;
        private long knownNewest;

        // The frame that is being written.
        private List<Long> frame = List.of();
        private final Set<Long> reported = new TreeSet<>();
        private boolean frameIsWritten;

        /** Never made: a hole in the numbers. */
        static boolean exists(long id) {
            return id % 17 != 5;
        }

        /** Made, and only the feeds have it. */
        static boolean isInRest(long id) {
            return exists(id) && id % 23 != 3;
        }

        private GapTracker tracker() {
            return new GapTracker(
                    GapSettings.defaults(),
                    from == 0 ? Map.of() : Map.of(BTC, new Resumed(from, new Resumed(from, progress).copyOfDone())),
                    GapListener.NONE,
                    () -> nanos);
        }

        void act(int action, int size) throws InterruptedException {
            Deque<Long> queue = connections.get(size % 2);
            switch (action) {
                case 0, 1, 2 -> make(1 + size % 6);
                case 3, 4 -> deliver(size % 2, 1);
                case 5, 6 -> deliver(size % 2, 1 + size % 5);
                case 7 -> drop(queue, 1 + size % 4);
                case 8 -> repeat(size % 2);
                case 9 -> swap(queue);
                case 10 -> heartbeat(size % 2);
                case 11 -> reconnect(size % 2);
                case 12, 13 -> ask(size % 6);
                case 14 -> pass(Duration.ofMillis(size * 10L), size % 7);
                default -> restart(size);
            }
        }

        private void make(int count) {
            for (int i = 0; i < count; i++) {
                made++;
                if (exists(made)) {
                    connections.forEach(queue -> queue.add(made));
                }
            }
        }

        private void deliver(int connection, int count) {
            Deque<Long> queue = connections.get(connection);
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < count && !queue.isEmpty(); i++) {
                ids.add(queue.remove());
            }
            Collections.reverse(ids);
            frame(connection, ids);
        }

        private void repeat(int connection) {
            Deque<Long> queue = connections.get(connection);
            if (!queue.isEmpty()) {
                frame(connection, List.of(queue.element()));
            }
        }

        private void frame(int connection, List<Long> ids) {
            if (ids.isEmpty()) {
                return;
            }
            begin(ids);
            tracker.product(BTC).trades(tradeIds(ids), fresh[connection], this);
            fresh[connection] = false;
            expectReports(ids, 0);
        }

        private void heartbeat(int connection) {
            long newest = exists(made) ? made : made - 1;
            begin(List.of());
            tracker.product(BTC).heartbeat(newest, fresh[connection], this);
            fresh[connection] = false;
            expectReports(List.of(), newest);
        }

        private static void drop(Deque<Long> queue, int count) {
            for (int i = 0; i < count; i++) {
                queue.poll();
            }
        }

        private static void swap(Deque<Long> queue) {
            if (queue.size() >= 2) {
                long first = queue.remove();
                long second = queue.remove();
                queue.addFirst(first);
                queue.addFirst(second);
            }
        }

        private void reconnect(int connection) {
            connections.get(connection).clear();
            fresh[connection] = true;
        }

        private void pass(Duration time, int newLag) {
            nanos += time.toNanos();
            lag = newLag;
        }

        private void ask(int fault) throws InterruptedException {
            Ask ask = tracker.nextAsk();
            if (ask == null) {
                return;
            }
            if (fault == 0) {
                tracker.failed(ask);
            } else if (fault == 1) {
                answer(ask, List.of());
            } else {
                List<Long> page = page(ask);
                answer(ask, fault == 2 ? page.subList(0, Math.min(2, page.size())) : page);
            }
        }

        private List<Long> page(Ask ask) {
            List<Long> page = new ArrayList<>();
            long from = Math.min(made - lag, ask.after() == 0 ? Long.MAX_VALUE : ask.after() - 1);
            for (long id = from; id > 0 && page.size() < ask.limit(); id--) {
                if (isInRest(id)) {
                    page.add(id);
                }
            }
            return page;
        }

        private void answer(Ask ask, List<Long> page) {
            begin(page);
            tracker.product(BTC).page(ask, tradeIds(page), this);
            expectReports(page, 0);
        }

        /** Killed: of what is not acknowledged, only some is; of what is, only some is noted. */
        private void restart(int size) {
            acknowledge(size % (unacknowledged.size() + 1));
            unacknowledged.clear();
            connections.forEach(Deque::clear);
            fresh[0] = true;
            fresh[1] = true;
            tracker = tracker();
            tracker.resume(List.of(BTC));
            here = ids(progress);
            knownLowest = from;
            knownNewest = here.stream().mapToLong(Long::longValue).reduce(from, Math::max);
        }

        private void acknowledge(int records) {
            if (records > 0 || from > 0) {
                from = tracker.product(BTC).lowest();
            }
            for (int i = 0; i < records; i++) {
                Written record = unacknowledged.get(i);
                written.addAll(record.ids());
                record.report().forEach(report -> addTo(givenUp, report));
                if (i < records / 2) {
                    record.ids().forEach(progress::add);
                    record.report().forEach(report -> progress.addAll(report.firstMissingId(), report.lastMissingId()));
                }
            }
        }

        /** Markets go on, REST is well, time passes. */
        void end() throws InterruptedException {
            lag = 0;
            do {
                made++;
            } while (!isInRest(made));
            frame(0, List.of(made));
            for (int second = 0; second < 1_200; second++) {
                for (Ask ask = tracker.nextAsk(); ask != null; ask = tracker.nextAsk()) {
                    answer(ask, page(ask));
                }
                nanos += Duration.ofSeconds(1).toNanos();
            }
            acknowledge(unacknowledged.size());
            assertThat(tracker.product(BTC).seen().count()).as("holes are left").isEqualTo(1);
        }

        long firstWanted() {
            return knownLowest;
        }

        private void begin(List<Long> ids) {
            frame = ids;
            reported.clear();
            frameIsWritten = false;
        }

        @Override
        public void report(GapReport report) {
            if (report.status() == GapStatus.OPEN) {
                assertThat(frameIsWritten).as("a report behind its frame").isFalse();
                addTo(reported, report);
            } else {
                unacknowledged.add(new Written(List.of(), List.of(report)));
                addTo(here, report);
            }
        }

        @Override
        public void frame() {
            assertThat(frameIsWritten).as("a frame written twice").isFalse();
            frameIsWritten = true;
            unacknowledged.add(new Written(frame, List.of()));
        }

        /** What is missing now and was not before. */
        private void expectReports(List<Long> ids, long heard) {
            Set<Long> before = missing();
            here.addAll(ids);
            for (long id : ids) {
                knownLowest = knownLowest == 0 ? id : Math.min(knownLowest, id);
                knownNewest = Math.max(knownNewest, id);
            }
            knownLowest = knownLowest == 0 ? heard : knownLowest;
            knownNewest = Math.max(knownNewest, heard);
            Set<Long> opened = missing();
            opened.removeAll(before);
            assertThat(reported).isEqualTo(opened);
            assertThat(frameIsWritten).isTrue();
        }

        private Set<Long> missing() {
            Set<Long> missing = new TreeSet<>();
            for (long id = Math.max(knownLowest, 1); id <= knownNewest; id++) {
                if (!here.contains(id)) {
                    missing.add(id);
                }
            }
            return missing;
        }

        private static void addTo(Set<Long> ids, GapReport report) {
            for (long id = report.firstMissingId(); id <= report.lastMissingId(); id++) {
                ids.add(id);
            }
        }

        private static TradeIds tradeIds(List<Long> ids) {
            TradeIds tradeIds = new TradeIds();
            ids.forEach(tradeIds::add);
            tradeIds.sort();
            return tradeIds;
        }

        private static Set<Long> ids(LongRanges ranges) {
            Set<Long> ids = new TreeSet<>();
            for (int i = 0; i < ranges.count(); i++) {
                for (long id = ranges.first(i); id <= ranges.last(i); id++) {
                    ids.add(id);
                }
            }
            return ids;
        }
    }
}
