package io.candlelake.producer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * The producer as a process: {@code PRODUCTS=BTC-USD KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092 java io.candlelake.producer.Main}.
 *
 * <p>Exit code 0: stopped by SIGTERM, everything received is in Kafka. 1: something is broken. 2: bad configuration.
 */
public final class Main {
    private static final int BAD_CONFIGURATION = 2;

    /** Of the three seconds from SIGTERM to the end. */
    private static final long STOPPING_MILLIS = 2_800;

    private Main() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            Help.print(System.out);
            return;
        }
        configureLog();
        ProducerSettings settings;
        try {
            settings = ProducerSettings.parse(System.getenv());
        } catch (IllegalArgumentException problems) {
            System.err.println("producer: " + problems.getMessage() + " (--help lists all settings)");
            System.exit(BAD_CONFIGURATION);
            return;
        }
        Thread reader = Thread.currentThread();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(reader, ended), "stop"));
        int code = LiveProducer.BROKEN;
        try {
            code = new LiveProducer(settings, System.err).run();
        } catch (RuntimeException | Error unforeseen) {
            LoggerFactory.getLogger(Main.class).error("this is a fault of the producer's own", unforeseen);
            System.err.println("producer: " + unforeseen);
        } finally {
            ended.complete(code);
        }
        System.exit(code);
    }

    /** Also runs at an end of our own, which has its code already. Halts, for after SIGTERM the JVM's own code is 143. */
    private static void stop(Thread reader, CompletableFuture<Integer> ended) {
        reader.interrupt();
        int code;
        try {
            code = ended.get(STOPPING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException late) {
            System.err.println(
                    "producer: did not stop in time: what is not yet in Kafka will be fetched at the next start");
            code = LiveProducer.BROKEN;
        }
        Runtime.getRuntime().halt(code);
    }

    /** What Kafka's client says of each failed attempt to connect, our one line says better. */
    private static void configureLog() {
        setAbsent("org.slf4j.simpleLogger.showDateTime", "true");
        setAbsent("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        setAbsent("org.slf4j.simpleLogger.showThreadName", "false");
        setAbsent("org.slf4j.simpleLogger.log.org.apache.kafka", "warn");
        setAbsent("org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient", "error");
    }

    private static void setAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
