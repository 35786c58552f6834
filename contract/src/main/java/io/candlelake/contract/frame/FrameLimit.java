package io.candlelake.contract.frame;

/**
 * The one limit of a frame, everywhere. A level2 snapshot of 5 MB has been seen, so it is above that; topics allow half as
 * much again (12 MiB), for a rejected frame travels as base64.
 */
public final class FrameLimit {
    /** The largest frame that is kept whole: 8 MiB. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    /** How much of a larger one is kept: its first 64 KiB. */
    public static final int CUT_BYTES = 64 * 1024;

    /** The largest Kafka record, on every topic and client. */
    public static final int MAX_RECORD_BYTES = 12 * 1024 * 1024;

    private FrameLimit() {}
}
