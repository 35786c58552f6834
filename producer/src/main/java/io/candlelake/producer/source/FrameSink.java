package io.candlelake.producer.source;

/** Takes the frames of one connection, in order, from one thread at a time. */
@FunctionalInterface
public interface FrameSink {
    /** Returns when the frame is taken; may wait for room, which holds back the source. */
    void accept(ReceivedFrame frame);
}
