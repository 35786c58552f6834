package io.candlelake.domain;

import java.util.Optional;

/** Where a frame came from: {@code exchange}, {@code advanced}, {@code rest}, {@code simulator} or {@code replay}. */
public enum Feed {
    EXCHANGE("exchange"),
    ADVANCED("advanced"),
    REST("rest"),
    SIMULATOR("simulator"),
    REPLAY("replay");

    private static final Feed[] ALL = values();
    private final String label;

    Feed(String label) {
        this.label = label;
    }

    /** The form in headers, messages and tables. */
    public String label() {
        return label;
    }

    /** Empty when there is no such feed. */
    public static Optional<Feed> parse(String text) {
        for (Feed feed : ALL) {
            if (feed.label.equals(text)) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }
}
