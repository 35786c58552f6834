package io.candlelake.producer.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.record.RecordListener;
import io.candlelake.producer.record.Recorder;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatARecorderWasWritingWhenItWasKilledIsWholeUpToItsLastWholeLine() throws Exception {
        for (String name : List.of("cut.ndjson.gz", "cut.ndjson")) {
            Path file = folder.resolve(name);
            record(file);
            byte[] whole = Files.readAllBytes(file);
            List<String> all = lines(file);
            assertThat(all).hasSize(41);
            int fewest = all.size();
            // In every place of the second member, of its header and of the trailer of the first.
            for (int size = whole.length; size > whole.length / 3; size--) {
                Files.write(file, Arrays.copyOf(whole, size));
                List<String> found = lines(file);
                assertThat(found).as("%s cut at %d", name, size).isEqualTo(all.subList(0, found.size()));
                fewest = Math.min(fewest, found.size());
            }
            assertThat(fewest).as(name).isBetween(1, 21);
        }
    }

    @Test
    void anEmptyFileIsNoCorruptOne() throws Exception {
        assertThat(lines(Files.createFile(folder.resolve("empty.gz")))).isEmpty();
    }

    @Test
    void aRecordingThatIsNotCutOffButChangedIsCorrupt() throws Exception {
        Path file = folder.resolve("changed.ndjson.gz");
        record(file);
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length - 6] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> lines(file))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("corrupt gzip");
    }

    /** Two members of twenty frames each, and before them the line that names the connection. */
    private static void record(Path file) throws Exception {
        try (Recorder recorder = Recorder.open(file, RecordListener.NONE)) {
            for (int member = 0; member < 2; member++) {
                long before = Files.size(file);
                for (int id = 1; id <= 20; id++) {
                    byte[] frame = ("{\"trade_id\":" + (member * 20 + id) + "}").getBytes(UTF_8);
                    recorder.frame("c1", new ReceivedFrame(frame, OptionalLong.empty(), new Timestamp(0)));
                }
                long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                while (Files.size(file) == before) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    Thread.sleep(10);
                }
            }
        }
    }

    private static List<String> lines(Path path) throws IOException {
        RecordedFile file = RecordedFile.at(path, Clock.systemUTC());
        List<String> lines = new ArrayList<>();
        file.check(() -> {});
        file.readTo(line -> lines.add(new String(line.payload(), UTF_8)));
        return lines;
    }
}
