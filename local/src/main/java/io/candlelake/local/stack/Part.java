package io.candlelake.local.stack;

import java.util.EnumSet;
import java.util.Set;

/** One process of the stack: {@code broker}. */
public enum Part {
    BROKER("broker", "broker"),
    CONNECT("connect", "Connect worker"),
    STREAMS("streams-app", "streams app"),
    SIMULATOR("simulator", "simulator"),
    PRODUCER("producer", "producer"),
    LAKE_KEEPER("lake-keeper", "lake keeper");

    private final String word;

    private final String title;

    Part(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** As users see it, and the name of its log file: {@code streams-app}. */
    public String word() {
        return word;
    }

    /** In a sentence: {@code streams app}. */
    String title() {
        return title;
    }

    /** Enough to read topics. */
    public static Set<Part> brokerAlone() {
        return EnumSet.of(BROKER);
    }

    /** Everything from raw_messages to the tables; who writes raw_messages comes from elsewhere, such as a replay. */
    public static Set<Part> withoutSource() {
        return EnumSet.of(BROKER, CONNECT, STREAMS);
    }

    /** All that the lake has: a live one no simulator, a replayed one no source at all. */
    public static Set<Part> allOf(Lake lake) {
        return switch (lake) {
            case SIMULATED -> EnumSet.allOf(Part.class);
            case LIVE -> EnumSet.of(BROKER, CONNECT, STREAMS, PRODUCER, LAKE_KEEPER);
            case REPLAYED -> withoutSource();
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
