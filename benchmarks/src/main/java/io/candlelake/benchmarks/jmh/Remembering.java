package io.candlelake.benchmarks.jmh;

import io.candlelake.domain.SeenTrades;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An id into the set of those seen: all in order, or one in a hundred thirty trades late. */
@State(Scope.Thread)
public class Remembering {
    private static final int LATE_EVERY = 100;
    private static final int LATE_BY = 30;

    private final SeenTrades inOrder = new SeenTrades();
    private final SeenTrades withLate = new SeenTrades();
    private long nextInOrder;
    private long nextWithLate;

    @Benchmark
    public boolean rememberInOrder() {
        return inOrder.add(++nextInOrder, nextInOrder);
    }

    /** The id that was left out follows thirty ids later. */
    @Benchmark
    public boolean rememberWithLate() {
        nextWithLate++;
        if (nextWithLate % LATE_EVERY == 0) {
            nextWithLate++;
        }
        long left = nextWithLate - LATE_BY;
        long id = left > 0 && left % LATE_EVERY == 0 ? left : nextWithLate;
        return withLate.add(id, id);
    }
}
