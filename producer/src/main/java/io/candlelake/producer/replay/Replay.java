package io.candlelake.producer.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.Frame;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.raw.ConnectionWriter;
import io.candlelake.producer.raw.RawWriter;
import io.candlelake.producer.record.RecordedLine;
import io.candlelake.producer.replay.Progress.Phase;
import io.candlelake.producer.source.ReceivedFrame;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Recorded frames into raw_messages, as if they came now:
 *
 * <pre>{@code
 * ReplaySummary summary = Replay.run(List.of(Path.of("frames.ndjson.gz")), "127.0.0.1:19092", progress -> {});
 * }</pre>
 *
 * <p>Each file is a connection of its own on the feed {@code replay}, or as many as its recorder told apart. What was
 * recorded of REST, and the producer's notes, go out under their channel and product. Behind the last file, each product that was named
 * gets a {@code replay_end}, in order behind its frames, which closes its windows.
 *
 * <p>Before the first frame is sent, every file is looked at, and gzip files are read through once: of a missing or
 * corrupt file, and of those named with it, nothing is sent. What breaks later (the disk, Kafka) leaves the frames sent
 * until then in the topic, without ends; to replay the files again is safe, for trades are deduplicated by id.
 */
public final class Replay {
    private Replay() {}

    /**
     * Returns when Kafka has every record. Memory is bounded whatever the size of files and lines.
     *
     * @param progress told now and then, on the calling thread
     * @throws ReplayException when a file cannot be replayed; its message is one line that names it
     * @throws io.candlelake.producer.raw.RawWriteException when Kafka fails; its message is one line
     * @throws InterruptedException when asked to stop while waiting for Kafka
     */
    public static ReplaySummary run(List<Path> files, String bootstrapServers, Consumer<Progress> progress)
            throws InterruptedException {
        Clock clock = Clock.systemUTC();
        List<RecordedFile> recordings =
                files.stream().map(file -> RecordedFile.at(file, clock)).toList();
        Tally tally = new Tally();
        for (RecordedFile recording : recordings) {
            ProgressReport report = new ProgressReport(Phase.CHECKING, recording, tally, progress);
            recording.check(report::going);
        }
        try (RawWriter writer = RawWriter.connect(bootstrapServers, tally::addAcknowledged)) {
            for (RecordedFile recording : recordings) {
                ProgressReport report = new ProgressReport(Phase.SENDING, recording, tally, progress);
                send(recording, writer, tally, report);
                report.now();
            }
            sendEnds(writer, tally, clock);
            writer.flush();
            return tally.summary();
        }
    }

    private static void send(RecordedFile recording, RawWriter writer, Tally tally, ProgressReport report) {
        LineSender sender = new LineSender(writer, tally);
        recording.readTo(line -> {
            RecordedLine.of(line).visit(sender);
            report.going();
        });
    }

    private static void sendEnds(RawWriter writer, Tally tally, Clock clock) {
        ConnectionWriter connection = writer.connection(Feed.REPLAY);
        for (ProductId product : tally.products()) {
            byte[] end =
                    ("{\"type\":\"" + Frame.ReplayEnd.KIND + "\",\"product_id\":\"" + product + "\"}").getBytes(UTF_8);
            tally.addRecords(
                    connection.write(new ReceivedFrame(end, OptionalLong.empty(), Timestamp.of(clock.instant()))));
        }
    }
}
