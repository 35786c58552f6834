package io.candlelake.streams.quality;

/** Where the price stands by one price rule: beyond the level since it was told, or where it can cross. Mutable. */
final class Crossing {
    final Alarm alarm = new Alarm();

    /** Whether it is known where the price stands; the first second only tells that. */
    boolean isKnown;
}
