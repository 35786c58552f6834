package io.candlelake.local.up;

import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.StackState;
import java.io.PrintStream;
import java.nio.file.Path;

/** What a user can try once the stack is ready. */
final class Suggestions {
    private Suggestions() {}

    static void print(PrintStream out, StackState state) {
        Path data = state.directory().data();
        String option = data.equals(Path.of("data").toAbsolutePath().normalize()) ? "" : " --data " + data;
        out.println();
        out.println("In another terminal:");
        if (state.directory().lake() == Lake.REPLAYED) {
            out.println("  ./candlelake replay" + option + " FILE");
        }
        out.println("  ./candlelake sql" + option + " \"SELECT * FROM candles ORDER BY open_time DESC LIMIT 5\"");
        out.println("  ./candlelake status" + option);
        out.println("Ctrl-C stops it; logs are in " + state.directory().logs());
        out.println();
    }
}
