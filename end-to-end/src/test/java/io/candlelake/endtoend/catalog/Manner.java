package io.candlelake.endtoend.catalog;

/** How a catalog behaves to everybody. */
public enum Manner {
    /** As it should. */
    WELL,
    /** Nothing is done: 500, 503, 429, or the connection is cut. */
    REFUSES,
    /** All is done, each after a while. */
    DAWDLES,
    /** Each commit is done, and answered with 500, 502, 503, 504, or by cutting the connection. */
    FORGETS
}
