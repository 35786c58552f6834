package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Running;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.expected.Ledger;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedTick;
import io.candlelake.endtoend.observed.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stack with a simulated market, its ledger, and its processes by name. */
final class SimulatedStack implements AutoCloseable {
    /** What is promised for Ctrl-C. */
    static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox = Sandbox.create();
    private final String[] options;

    SimulatedStack(String... options) {
        this.options = options;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** {@code up}, until it is ready. */
    Running up() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Running up = sandbox.start("up", options).awaitOutput(Sandbox.READY, Sandbox.PATIENCE);
        System.out.println(
                "up to ready: " + Duration.between(begun, Instant.now()).toMillis() + " ms");
        return up;
    }

    Tables tables() {
        return Tables.of(sandbox.data(), "simulated");
    }

    List<Trade> ledger() throws IOException {
        return Ledger.read(sandbox.data().resolve("ledger.ndjson"));
    }

    Map<Trade.Key, Trade> ledgerByKey() throws IOException {
        Map<Trade.Key, Trade> trades = new HashMap<>();
        ledger().forEach(trade -> trades.put(trade.key(), trade));
        return trades;
    }

    /** Name and pid of each process, from stack.json; the supervisor too. */
    Map<String, Long> pids() {
        try {
            JsonNode state = JSON.readTree(
                    Files.readAllBytes(sandbox.data().resolve("simulated").resolve("stack.json")));
            Map<String, Long> pids = new HashMap<>();
            state.get("processes")
                    .forEach(process -> pids.put(
                            process.get("name").textValue(), process.get("pid").longValue()));
            pids.put("supervisor", state.get("supervisor").get("pid").longValue());
            return pids;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    long pid(String name) {
        Long pid = pids().get(name);
        if (pid == null) {
            throw new AssertionError("no " + name + " in " + pids());
        }
        return pid;
    }

    /** Presses Ctrl-C, and returns when no process of this stack lives any more, which may take 15 seconds. */
    Outcome stop(Running up) throws IOException, InterruptedException {
        Set<Long> pids = new HashSet<>(pids().values());
        up.pressControlC();
        Duration took = Waiting.until(
                STOPPED_WITHIN,
                () -> sandbox.processes() + " after Ctrl-C: " + up.soFar(),
                () -> sandbox.processes().isEmpty() && pids.stream().noneMatch(SimulatedStack::isAlive));
        System.out.println("Ctrl-C to gone: " + took.toMillis() + " ms");
        return up.await(Duration.ofSeconds(1)).succeeded();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** SIGKILL to one process by its name. Returns its pid. */
    long kill(String name) {
        long pid = pid(name);
        sandbox.kill(pid);
        return pid;
    }

    /** Waits until trades from now on are rows of ticks. */
    Duration awaitFreshTicks(Duration patience) throws IOException, InterruptedException {
        Instant now = Instant.now();
        return Waiting.until(patience, () -> "a tick since " + now + "; " + whatRuns(), () -> tables().ticks().stream()
                .map(ObservedTick::trade)
                .anyMatch(trade -> trade.time().isAfter(now)));
    }

    private String whatRuns() {
        Path stack = sandbox.data().resolve("simulated").resolve("stack.json");
        return (Files.exists(stack) ? pids().toString() : "no stack.json") + " " + sandbox.processes();
    }

    /** Waits so long; the market goes on meanwhile. */
    static void letTradesFlow(Duration span) throws InterruptedException {
        Instant end = Instant.now().plus(span);
        Waiting.until(
                span.plusSeconds(10), () -> "time to pass", () -> Instant.now().isAfter(end));
    }

    /** At least so long, and until a minute has begun while trades were flowing and three seconds of it are over. */
    static void letTradesFlowIntoANewMinute(Duration span) throws InterruptedException {
        Instant begun = Instant.now();
        Instant minute = Instant.ofEpochSecond(begun.getEpochSecond() / 60 * 60 + 63);
        Instant end = begun.plus(span);
        letTradesFlow(Duration.between(begun, end.isAfter(minute) ? end : minute));
        assertThat(Instant.now()).isAfter(minute);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
