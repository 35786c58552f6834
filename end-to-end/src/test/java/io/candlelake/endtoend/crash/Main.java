package io.candlelake.endtoend.crash;

import java.util.List;

/** The command: {@code end-to-end/kill-streams.sh --seed 7}. Exit codes: 0 good, 1 not good, 2 a wrong option. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        CrashOptions options;
        try {
            options = CrashOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("kill-streams: " + wrong.getMessage() + "; see --help");
            System.exit(2);
            return;
        }
        CrashResult result = StreamsCrash.run(options);
        System.out.println(result);
        System.exit(result.isGood() ? 0 : 1);
    }
}
