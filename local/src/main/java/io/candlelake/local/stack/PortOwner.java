package io.candlelake.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who listens on a port: {@code java (pid 4711)}. Asks {@code ss} and {@code lsof}, whichever is there; neither is needed
 * for anything but a better message, so without them there is just no answer.
 */
final class PortOwner {
    private static final Pattern SS = Pattern.compile("\\(\\(\"([^\"]+)\",pid=(\\d+)");
    private static final Pattern LSOF = Pattern.compile("p(\\d+)\\R+c(\\S+)");

    private PortOwner() {}

    static Optional<String> of(int port) {
        Matcher lsof = LSOF.matcher(ask("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc"));
        if (lsof.find()) {
            return Optional.of(lsof.group(2) + " (pid " + lsof.group(1) + ")");
        }
        Matcher ss = SS.matcher(ask("ss", "-Hltnp", "sport = :" + port));
        if (ss.find()) {
            return Optional.of(ss.group(1) + " (pid " + ss.group(2) + ")");
        }
        return Optional.empty();
    }

    /** What the command printed; nothing when it is not installed. */
    private static String ask(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                String said = new String(out.readAllBytes(), UTF_8);
                return process.waitFor(2, TimeUnit.SECONDS) ? said : "";
            }
        } catch (IOException notInstalled) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
