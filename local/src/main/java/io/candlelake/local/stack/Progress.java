package io.candlelake.local.stack;

/**
 * What a user sees while something takes its time: {@code Step step = progress.begin("broker"); ...; step.done("broker ready at 127.0.0.1:19092");}.
 *
 * <p>Steps may overlap, from several threads. {@link TerminalProgress} shows them.
 */
public interface Progress extends AutoCloseable {
    /** Something has begun; it is shown as awaited until it is done. */
    Step begin(String what);

    /** One line of its own, such as {@code port 19092 is taken; the broker listens at 40123}. */
    void say(String line);

    /** Ends the display of what is awaited. */
    @Override
    void close();

    /** Something that has begun. */
    interface Step {
        /** It is done: one line with the elapsed seconds. */
        void done(String line);

        /** It will not be done; somebody else says why. */
        void failed();
    }

    /** Shows nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public Step begin(String what) {
                return new Step() {
                    @Override
                    public void done(String line) {}

                    @Override
                    public void failed() {}
                };
            }

            @Override
            public void say(String line) {}

            @Override
            public void close() {}
        };
    }
}
