package io.candlelake.streams.quality;

/** How many minutes in a row were so. Mutable. */
final class Run {
    long count;

    /** Another one is, or is not. True when they are as many as asked for now. */
    boolean next(boolean is, long limit) {
        count = is ? count + 1 : 0;
        return is && count == limit;
    }
}
