package io.candlelake.producer.source;

/** One connection to a feed, or one recorded file: it gives frames in order until it ends. */
public interface FrameSource {
    /**
     * Gives every frame to the sink and returns at the end; a live connection has no end but its loss.
     *
     * @throws InterruptedException when asked to stop
     */
    void readTo(FrameSink sink) throws InterruptedException;
}
