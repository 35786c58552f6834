package io.candlelake.producer.gap;

import io.candlelake.producer.source.ReceivedFrame;

/** Takes what REST answered. Of one thread. */
public interface PageSink {
    /**
     * Writes the page as received, and tells the tracker what it holds.
     *
     * @return false when it is no page of trades: written all the same, but no answer
     */
    boolean write(Ask ask, ReceivedFrame page);
}
