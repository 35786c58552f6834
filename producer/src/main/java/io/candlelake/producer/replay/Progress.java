package io.candlelake.producer.replay;

import java.nio.file.Path;

/**
 * How far a replay is: {@code sending coinbase-exchange-2026.ndjson.gz, 8,192 of 12,664 bytes, 180 frames}. Told a few
 * times a second, and at the end of each file.
 *
 * @param phase gzip files are read twice, first to see whether they are whole
 * @param file as it was named
 * @param bytes of the file read in this phase, compressed where it is
 * @param fileBytes its size
 * @param frames sent so far, of all files
 */
public record Progress(Phase phase, Path file, long bytes, long fileBytes, long frames) {
    /** What is done with the file. */
    public enum Phase {
        CHECKING,
        SENDING
    }
}
