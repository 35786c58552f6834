package io.candlelake.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mistake is answered by one clear line and an exit code; nothing is left running and nothing is broken. */
@Tag("slow")
@Order(6)
@ExtendWith(ReplayedStack.Provider.class)
final class BadUseIT {
    private final Sandbox sandbox = Sandbox.create();
    private final ReplayedStack stack;

    BadUseIT(ReplayedStack stack) {
        this.stack = stack;
    }

    @AfterEach
    void nothingIsLeftRunning() {
        try {
            assertThat(sandbox.processes()).isEmpty();
        } finally {
            sandbox.close();
        }
    }

    @Test
    void anUnknownProductIsNamed() throws Exception {
        assertThat(refused(sandbox.run("up", "--products", "BTC-USD,FOO-USD"))).contains("FOO-USD");
    }

    @Test
    void aProductOfNoFormIsNamed() throws Exception {
        assertThat(refused(sandbox.run("up", "--products", "bitcoin"))).contains("bitcoin");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        assertThat(refused(sandbox.run("replay", "no-such-file.ndjson"))).contains("no-such-file.ndjson");
    }

    @Test
    void aFolderIsNoRecording() throws Exception {
        assertThat(refused(sandbox.run("replay", sandbox.file("").toString()))).isNotEmpty();
    }

    @Test
    void aMissingFileAmongGoodOnesIsNamedBeforeAnythingStarts() throws Exception {
        Path good = Recordings.sample("sample-advanced.ndjson", sandbox.file("good.ndjson"));
        assertThat(refused(sandbox.run("replay", good.toString(), "no-such-file.ndjson")))
                .contains("no-such-file.ndjson");
    }

    @Test
    void aFileThatIsNoGzipIsNamed() throws Exception {
        Path file = Files.write(sandbox.file("noise.ndjson.gz"), "this is no gzip at all".getBytes(UTF_8));
        Outcome outcome = sandbox.run("replay", file.toString());
        System.out.println(outcome);
        assertThat(outcome.failedWithOneLine().errors().get(0)).contains("noise.ndjson.gz");
    }

    @Test
    void aTruncatedGzipIsNamedAndTheStackGoesOn() throws Exception {
        Path file = Files.write(stack.sandbox().file("half.ndjson.gz"), half(compressed("sample-exchange.ndjson")));
        Outcome outcome = stack.sandbox().run("replay", file.toString());
        System.out.println(outcome);
        assertThat(outcome.failedWithOneLine().errors().get(0)).contains("half.ndjson.gz");
        assertThat(stack.up().isAlive()).isTrue();
        stack.sample();
        stack.sandbox().run("status").succeeded();
    }

    @Test
    void aGzipWithACorruptMiddleIsNamedAndTheStackGoesOn() throws Exception {
        byte[] bytes = compressed("sample-exchange.ndjson");
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 64, (byte) 0x55);
        Path file = Files.write(stack.sandbox().file("corrupt.ndjson.gz"), bytes);
        Outcome outcome = stack.sandbox().run("replay", file.toString());
        System.out.println(outcome);
        assertThat(outcome.failedWithOneLine().errors().get(0)).contains("corrupt.ndjson.gz");
        assertThat(stack.up().isAlive()).isTrue();
    }

    @Test
    void aSecondUpOnTheSameDataIsRefused() throws Exception {
        Outcome second = stack.sandbox().run("up", "--replayed");
        System.out.println(second);
        assertThat(second.failedWithOneLine().took()).isLessThan(Duration.ofSeconds(20));
        assertThat(stack.up().isAlive()).as("the first one goes on").isTrue();
        stack.sandbox().run("status").succeeded();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(refused(sandbox.run("up", "--kafka-port", port))).contains(port);
        }
    }

    @Test
    void aDiskWithoutRoomIsRefused() throws Exception {
        Path mount = Files.createDirectory(sandbox.file("small"));
        assumeTrue(
                ended("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", mount.toString()),
                "a file system of 20 MB cannot be mounted here");
        try (Sandbox small = Sandbox.on(mount.resolve("data"))) {
            assertThat(refused(small.run("up"))).containsPattern("(?i)space|room|disk");
            assertThat(refused(small.run(
                            "replay",
                            Recordings.sample("sample-advanced.ndjson", sandbox.file("a.ndjson"))
                                    .toString())))
                    .containsPattern("(?i)space|room|disk");
            assertThat(small.processes()).isEmpty();
        } finally {
            assertThat(ended("umount", mount.toString())).isTrue();
        }
    }

    @Test
    void aDataDirectoryThatIsAFileIsNamed() throws Exception {
        Files.createFile(sandbox.data());
        assertThat(refused(sandbox.run("up"))).contains(sandbox.data().toString());
    }

    @Test
    void whereNothingWasStartedThereIsNothingToShow() throws Exception {
        for (String command : new String[] {"status", "topics", "inspect ticks", "sql SELECT_1"}) {
            String[] words = command.split(" ", 2);
            Outcome outcome = words.length == 1 ? sandbox.run(words[0]) : sandbox.run(words[0], words[1]);
            assertThat(refused(outcome)).isNotEmpty();
        }
    }

    @Test
    void anUnknownTopicIsNamed() throws Exception {
        Outcome outcome = stack.sandbox().run("inspect", "tricks");
        System.out.println(outcome);
        assertThat(outcome.failedWithOneLine().errors().get(0)).contains("tricks");
    }

    @Test
    void anUnknownCommandAndAnUnknownOptionAreNamed() throws Exception {
        assertThat(refused(sandbox.run("fly"))).contains("fly");
        assertThat(refused(sandbox.run("up", "--fast"))).contains("--fast");
        assertThat(refused(sandbox.run("inspect", "ticks", "--limit", "many"))).contains("many");
    }

    @Test
    void downWhereNothingRunsIsNoMistake() throws Exception {
        sandbox.run("down").succeeded();
    }

    /** The one line of an error after which nothing had been started. */
    private static String refused(Outcome outcome) {
        System.out.println(outcome);
        String line = outcome.failedWithOneLine().errors().get(0);
        assertThat(outcome.err().lines().filter(text -> !text.isBlank()))
                .as(outcome.toString())
                .hasSize(1);
        return line;
    }

    private byte[] compressed(String sample) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Files.readAllBytes(Recordings.sample(sample, sandbox.file(sample))));
        }
        return bytes.toByteArray();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static boolean ended(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
