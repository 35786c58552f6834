package io.candlelake.local;

import io.candlelake.local.stack.StackException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code ./candlelake up}. Exit codes: 0 done, 1 could not, 2 not understood. */
public final class Main {
    private static final int DONE = 0;
    private static final int COULD_NOT = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Main() {}

    public static void main(String[] words) {
        int code;
        try (Interruption interruption = Interruption.install()) {
            code = commandLine().execute(words);
            if (interruption.wasAsked()) {
                // The hook that waits for us ends the JVM; to exit here would wait for the hook.
                interruption.finish(code);
                return;
            }
        }
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new CandlelakeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((exception, words) -> notUnderstood(exception))
                .setExecutionExceptionHandler((exception, command, parsed) -> couldNot(exception, command));
    }

    private static int notUnderstood(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        List<String> suggestions =
                exception instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = suggestions.isEmpty() ? "" : " (did you mean " + suggestions.get(0) + "?)";
        err.println("candlelake: "
                + String.valueOf(exception.getMessage()).lines().findFirst().orElse("not understood") + hint
                + "; see ./" + command.getCommandSpec().qualifiedName() + " --help");
        return NOT_UNDERSTOOD;
    }

    private static int couldNot(Exception exception, CommandLine command) throws Exception {
        if (exception instanceof StackException refused) {
            command.getErr().println("candlelake: " + refused.getMessage());
            return COULD_NOT;
        }
        if (Interruption.isOne(exception)) {
            // Ctrl-C is how such a command is meant to end.
            return DONE;
        }
        throw exception;
    }
}
