package io.candlelake.query.engine;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Maven's output says so far: {@code 213 files, 151 MB}. */
final class DownloadCount {
    private static final Pattern DOWNLOADED = Pattern.compile("Downloaded from .* \\(([\\d.]+) (B|kB|MB|GB) at .*");
    private static final String ERROR = "[ERROR] ";

    private int files;
    private double bytes;
    private String error = "mvn failed";

    /** Takes a line of output; true when it tells of one more file. */
    boolean add(String line) {
        Matcher downloaded = DOWNLOADED.matcher(line);
        if (downloaded.find()) {
            files++;
            bytes += Double.parseDouble(downloaded.group(1)) * unit(downloaded.group(2));
            return true;
        }
        // The first is the cause; those after it are advice.
        if (line.startsWith(ERROR) && error.equals("mvn failed")) {
            error = line.substring(ERROR.length());
        }
        return false;
    }

    String error() {
        return error;
    }

    private static double unit(String name) {
        return switch (name) {
            case "kB" -> 1e3;
            case "MB" -> 1e6;
            case "GB" -> 1e9;
            default -> 1;
        };
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d files, %.0f MB", files, bytes / 1e6);
    }
}
