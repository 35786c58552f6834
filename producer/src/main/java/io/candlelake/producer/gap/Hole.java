package io.candlelake.producer.gap;

/** Trades without a break of which none has come, and what was tried: {@code 7 to 9, asked twice}. */
final class Hole {
    final long first;
    final long last;
    final OpenGap gap;

    /** When REST may be asked for it. */
    long dueNanos;

    /** True from the question to the answer. */
    boolean asked;

    /** Pages with trades above and below, and none of these. */
    int answers;

    long firstAnswerNanos;

    /** Pages that told nothing of it: their newest trade was older, or their oldest newer. */
    int misses;

    Hole(long first, long last, OpenGap gap, long dueNanos) {
        this.first = first;
        this.last = last;
        this.gap = gap;
        this.dueNanos = dueNanos;
    }

    boolean isDue(long now) {
        return !asked && now - dueNanos >= 0;
    }

    /** A part of it, with the same past. */
    Hole part(long partFirst, long partLast) {
        Hole part = new Hole(partFirst, partLast, gap, dueNanos);
        part.asked = asked;
        part.answers = answers;
        part.firstAnswerNanos = firstAnswerNanos;
        part.misses = misses;
        return part;
    }
}
