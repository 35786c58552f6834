package io.candlelake.producer.record;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.ReceivedFrame;

/**
 * One line of a recording. A frame stands there as it was received, {@code {"type":"match",...}}; what cannot stand so is in
 * an envelope of ours, a JSON object whose first field is {@code candlelake}:
 *
 * <pre>{@code
 * {"candlelake":"connection","connection_id":"5b0c..."}
 * {"candlelake":"frame","payload":"two\nlines"}
 * {"candlelake":"rest","channel":"rest_trades","product_id":"BTC-USD","payload":[{"trade_id":7,...}]}
 * }</pre>
 *
 * <p>A payload that is a JSON object or array on one line stands as it is; another is text, or, in {@code payload_base64},
 * bytes. Whichever it is, its bytes come back exactly.
 */
public sealed interface RecordedLine {
    /** The longest line: that of a frame of the largest size, in base64. A longer one is a frame over the limit. */
    int MAX_BYTES = Envelope.MAX_BYTES;

    /** How much of a file {@link #beginsRecording} wants to see. */
    int HEAD_BYTES = Envelope.HEAD_BYTES;

    /**
     * Whether a file that begins so was written by the recorder, whose first line is always an envelope. Where such a file ends
     * within a line, or a member of gzip, the process was killed while it wrote, and what is before that is whole.
     *
     * @param head the first bytes of its text
     */
    static boolean beginsRecording(byte[] head) {
        return Envelope.hasHead(head);
    }

    /** Goes to the case that this line is. */
    void visit(Cases cases);

    /** One method for each kind of line. */
    interface Cases {
        void connection(Connection line);

        void frame(Frame line);

        void rest(Rest line);
    }

    /**
     * What the line is. A line that only looks like an envelope is a frame: nothing is lost, and frames are judged elsewhere.
     *
     * @param line without its line feed, received when it was read
     */
    static RecordedLine of(ReceivedFrame line) {
        return Envelope.isIn(line) ? Envelope.open(line).orElseGet(() -> Frame.plain(line)) : Frame.plain(line);
    }

    /** Without the line feed. */
    byte[] toBytes();

    /**
     * The frames that follow, up to the next such line, came on this connection.
     *
     * @param connectionId of the session, not of the replay
     */
    record Connection(String connectionId) implements RecordedLine {
        @Override
        public byte[] toBytes() {
            return Envelope.seal(this);
        }

        @Override
        public void visit(Cases cases) {
            cases.connection(this);
        }
    }

    /**
     * A frame of a connection.
     *
     * @param frame cut where it was cut when it was received
     */
    record Frame(ReceivedFrame frame) implements RecordedLine {
        /** A line that is no envelope; it may be longer than a frame. */
        private static Frame plain(ReceivedFrame line) {
            return new Frame(Envelope.limited(line));
        }

        @Override
        public byte[] toBytes() {
            return Envelope.isNeededFor(frame) ? Envelope.seal(this) : frame.payload();
        }

        @Override
        public void visit(Cases cases) {
            cases.frame(this);
        }
    }

    /**
     * What was fetched, or noted by the producer: it names neither its kind nor always its product.
     *
     * @param channel {@code rest_trades}, {@code spot_price}, {@code gap_report}, {@code spot_missed}
     * @param product the record's key
     * @param frame its bytes
     */
    record Rest(String channel, ProductId product, ReceivedFrame frame) implements RecordedLine {
        @Override
        public byte[] toBytes() {
            return Envelope.seal(this);
        }

        @Override
        public void visit(Cases cases) {
            cases.rest(this);
        }
    }
}
