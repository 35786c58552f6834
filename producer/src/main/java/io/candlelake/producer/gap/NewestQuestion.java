package io.candlelake.producer.gap;

import io.candlelake.domain.ProductId;

/**
 * When REST is asked for a product's newest trade: at a restart, when an id is in doubt, and when a product has been quiet for so long that its last trades may
 * have been missed with nothing behind them to show it. Not thread-safe.
 */
final class NewestQuestion {
    private final GapSettings settings;
    private boolean wanted;
    private boolean asked;
    private long dueNanos;
    private int unconfirmed;
    private long heardNanos;
    private int quietQuestions;

    NewestQuestion(GapSettings settings, long now) {
        this.settings = settings;
        this.dueNanos = now;
        this.heardNanos = now;
    }

    /** A feed said which trade is the newest. */
    void heard(long now) {
        heardNanos = now;
        quietQuestions = 0;
    }

    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    boolean isDue(long now) {
        return wanted && !asked && now - dueNanos >= 0;
    }

    boolean isQuiet(long now) {
        return !asked && now - heardNanos >= settings.quietNanos(quietQuestions);
    }

    Ask ask(ProductId product, long now) {
        if (isQuiet(now)) {
            heardNanos = now;
            quietQuestions++;
        }
        asked = true;
        return Ask.newest(product);
    }

    void failed(long due) {
        asked = false;
        dueNanos = due;
    }

    /**
     * REST has answered.
     *
     * @param doubtful true when its newest trade does not confirm what a feed said
     * @return true when that was so often enough to believe the feed no longer
     */
    boolean answered(boolean doubtful, long now) {
        asked = false;
        unconfirmed = doubtful ? unconfirmed + 1 : 0;
        dueNanos = now + (doubtful ? settings.retryNanos(unconfirmed) : 0);
        boolean enough = unconfirmed >= settings.answers();
        wanted = doubtful && !enough;
        return enough;
    }
}
