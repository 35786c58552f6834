package io.candlelake.domain;

/** Why a frame, or one trade of it, was not taken. Kept in {@code rejects} with the bytes. */
public enum RejectReason {
    /** A line without a byte. */
    EMPTY_FRAME,
    /** Over the one limit of a frame; the payload is cut. */
    FRAME_TOO_LARGE,
    /** Not JSON, not UTF-8, or not a JSON object. */
    MALFORMED_JSON,
    /** A field that is needed is absent or null. */
    MISSING_FIELD,
    /** A number where Coinbase sends text, or the other way round. */
    WRONG_TYPE,
    /** A product id of another form than BTC-USD. */
    INVALID_PRODUCT,
    /** A record whose key is not one of its products: it cannot be put in order with that product's trades. */
    WRONG_KEY,
    /** A trade id that is not a positive 64 bit number. */
    INVALID_TRADE_ID,
    /** A price that is not a number, or not positive. */
    INVALID_PRICE,
    /** A size that is not a number, or not positive. */
    INVALID_SIZE,
    /** More than 18 digits after the point. */
    SCALE_EXCEEDED,
    /** More than 20 digits before the point, of the price, the size, or the two multiplied. */
    OUT_OF_RANGE,
    /** A side that is neither buy nor sell. */
    INVALID_SIDE,
    /** A time that is not ISO 8601 in UTC (for Advanced Trade's heartbeat: not its own form). */
    INVALID_TIME,
    /** A time later than the frame's receipt by more than the bound. */
    FUTURE_TIME,
    /** A trade with the id of another, but another price, size, side or time: the first one stands. */
    CONTRADICTION,
    /** A trade of a window that was closed longer ago than candles are kept for revision: its tick is written. */
    TOO_LATE,
    /** A candle whose sums do not fit their columns. */
    CANDLE_OUT_OF_RANGE
}
