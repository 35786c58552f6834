package io.candlelake.producer.secret;

/** Hears of rotations, to count them; from any thread. */
public interface KeyListener {
    /** For whoever does not count. */
    KeyListener NONE = new KeyListener() {
        @Override
        public void rotated() {
            // Not counted.
        }

        @Override
        public void rotationFailed() {
            // Not counted.
        }
    };

    /** There was another key, and it is used from now on. */
    void rotated();

    /** A look for a newer key failed, or found a broken one; the one before stays in use. Each look counts. */
    void rotationFailed();
}
