package io.candlelake.local.stack;

import java.util.Arrays;
import java.util.Optional;

/** Where trades came from: {@code simulated}. Each has a stack and tables of its own; made-up trades never meet real ones. */
public enum Lake {
    SIMULATED("simulated"),
    REPLAYED("replayed"),
    LIVE("live");

    private final String word;

    Lake(String word) {
        this.word = word;
    }

    /** As users write it, and the name of its folder: {@code simulated}. */
    public String word() {
        return word;
    }

    /** Empty when no lake is called so. */
    public static Optional<Lake> parse(String word) {
        return Arrays.stream(values()).filter(lake -> lake.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
