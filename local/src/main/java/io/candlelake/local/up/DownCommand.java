package io.candlelake.local.up;

import io.candlelake.local.option.DataOption;
import io.candlelake.local.stack.Progress;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackStop;
import io.candlelake.local.stack.TerminalProgress;
import io.candlelake.query.server.SqlServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./candlelake down}: stops what runs on a data directory, and waits until it is gone. */
@Command(
        name = "down",
        description = "Stop the stack, also what a killed one left behind, and the SQL server. What it stored stays.",
        footer = {"", "Example: ./candlelake down --data /tmp/lake"})
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws InterruptedException {
        boolean any = false;
        try (Progress progress = TerminalProgress.onOutput()) {
            for (StackDirectory directory : StackDirectory.known(data.path())) {
                any |= StackStop.stop(directory, progress);
                if (SqlServer.stop(directory.path())) {
                    progress.say("stopped the SQL server of the " + directory.lake() + " lake");
                    any = true;
                }
            }
            if (!any) {
                System.out.println("nothing runs on " + data.path());
            }
        }
        return 0;
    }
}
