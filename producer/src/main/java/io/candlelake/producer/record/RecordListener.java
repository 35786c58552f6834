package io.candlelake.producer.record;

/** Hears how a recording goes, to count it; from any thread. */
public interface RecordListener {
    /** For whoever does not count. */
    RecordListener NONE = new RecordListener() {
        @Override
        public void written(long lines, long bytes) {
            // Not counted.
        }

        @Override
        public void stopped() {
            // Not counted.
        }
    };

    /** So many more lines are in the file, and so many more bytes, compressed where it is. */
    void written(long lines, long bytes);

    /** The file could not be written, or not fast enough: the recording is over, the feed goes on. */
    void stopped();
}
