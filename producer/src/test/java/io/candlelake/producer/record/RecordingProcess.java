package io.candlelake.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Timestamp;
import io.candlelake.producer.source.ReceivedFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** Records trades 1, 2, 3 and so on to the file it is given, until it is killed, or for two minutes. */
final class RecordingProcess {
    private RecordingProcess() {}

    static String match(long id) {
        return "{\"type\":\"match\",\"trade_id\":" + id + ",\"side\":\"buy\",\"size\":\"0." + id
                + "\",\"price\":\"63514.6\",\"product_id\":\"BTC-USD\",\"sequence\":" + id
                + ",\"time\":\"2026-07-07T22:58:17.164892Z\"}";
    }

    public static void main(String[] arguments) throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        Recorder recorder = Recorder.open(Path.of(arguments[0]), new RecordListener() {
            @Override
            public void written(long lines, long bytes) {}

            @Override
            public void stopped() {
                stopped.set(true);
            }
        });
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        for (long id = 1; System.nanoTime() < end; id++) {
            byte[] payload = match(id).getBytes(UTF_8);
            recorder.frame("c1", new ReceivedFrame(payload, OptionalLong.empty(), Timestamp.of(Instant.now())));
            if (id % 100 == 0) {
                Thread.sleep(10);
            }
            if (id % 1_000 == 0 && stopped.get()) {
                System.out.println("still feeding after the recording stopped: " + id);
            }
        }
    }
}
