package io.candlelake.streams.candle;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.TakerSide;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the newest trades of a product said, as a fingerprint of 64 bits each, so that a trade that comes again with another
 * price, size, side or time is told from one that only comes again.
 *
 * <p>Remembered are the trades of open minutes and at least the newest {@value #MIN_CHUNKS} × {@value #CHUNK} ids; never more
 * than {@value #MAX_CHUNKS} × {@value #CHUNK} (2 MB). Of older ones, whatever comes again is a duplicate. They are kept in
 * chunks of {@value #CHUNK} ids, each stored by itself when it changed.
 */
public final class TradeContents {
    /** Ids of a chunk. */
    public static final int CHUNK = 64;

    static final int MIN_CHUNKS = 64;
    static final int MAX_CHUNKS = 4_096;

    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
    private final Set<Chunk> changed = new LinkedHashSet<>();
    private final List<Long> dropped = new ArrayList<>();
    private @Nullable Chunk current;

    /** The fingerprints of ids {@code 64 n} to {@code 64 n + 63}. Mutable. */
    public static final class Chunk {
        private final long number;
        private final long[] prints;
        private long newestTime;

        /**
         * As it was stored.
         *
         * @param number n
         * @param prints by the id's last six bits; 0 where the id was not seen
         * @param newestTime of its trades, microseconds since the epoch
         */
        public Chunk(long number, long[] prints, long newestTime) {
            this.number = number;
            this.prints = prints;
            this.newestTime = newestTime;
        }

        public long number() {
            return number;
        }

        /** The fingerprint at the index from 0 to 63. */
        public long print(int index) {
            return prints[index];
        }

        public long newestTime() {
            return newestTime;
        }
    }

    /** Equal for equal price, size, side and time, 1.0 being 1.00; never 0. */
    static long print(FlatTrade trade) {
        long print = mix(trade.price().lowBits());
        print = mix(print + trade.size().lowBits());
        print = mix(print + trade.epochMicros());
        print = mix(print + (trade.takerSide() == TakerSide.BUY ? 1 : 2));
        return print == 0 ? 1 : print;
    }

    /** Spreads each bit over all: the finalizer of SplitMix64. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * A trade that was seen for the first time.
     *
     * @param openFrom the oldest open minute: what ended before may be forgotten
     */
    void remember(FlatTrade trade, long openFrom) {
        Chunk chunk = chunkOf(trade.tradeId() / CHUNK, openFrom);
        chunk.prints[(int) (trade.tradeId() % CHUNK)] = print(trade);
        chunk.newestTime = Math.max(chunk.newestTime, trade.epochMicros());
    }

    private Chunk chunkOf(long number, long openFrom) {
        Chunk chunk = current;
        if (chunk == null || chunk.number != number || changed.isEmpty()) {
            chunk = chunks.get(number);
            if (chunk == null) {
                chunk = new Chunk(number, new long[CHUNK], Long.MIN_VALUE);
                forget(openFrom);
                chunks.put(number, chunk);
            }
            current = chunk;
            changed.add(chunk);
        }
        return chunk;
    }

    /** Whether the trade, whose id was seen, says something else than the first one did. */
    boolean contradicts(FlatTrade trade) {
        Chunk chunk = chunks.get(trade.tradeId() / CHUNK);
        long first = chunk == null ? 0 : chunk.prints[(int) (trade.tradeId() % CHUNK)];
        return first != 0 && first != print(trade);
    }

    private void forget(long openFrom) {
        while (chunks.size() >= MAX_CHUNKS
                || (chunks.size() >= MIN_CHUNKS && chunks.firstEntry().getValue().newestTime < openFrom)) {
            Chunk oldest = chunks.pollFirstEntry().getValue();
            dropped.add(oldest.number);
            changed.remove(oldest);
        }
    }

    /** How many ids it has room for. */
    public int size() {
        return chunks.size() * CHUNK;
    }

    /** Puts back a chunk as it was stored. */
    public void restore(Chunk chunk) {
        chunks.put(chunk.number, chunk);
    }

    /** What changes in the store since the last call. */
    public interface Changes {
        void changed(Chunk chunk);

        void dropped(long number);
    }

    /** Gives what changed since the last call to be stored. */
    public void store(Changes changes) {
        dropped.forEach(changes::dropped);
        changed.forEach(changes::changed);
        dropped.clear();
        changed.clear();
    }
}
