package io.candlelake.endtoend.soak;

import io.candlelake.endtoend.part.FeedStack;
import io.candlelake.endtoend.part.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens to the processes, in an order and at times that the seed says. It also starts again whatever ended, as the
 * local stack would.
 */
final class Mischief {
    /** One kind of trouble. */
    enum Kind {
        /** SIGKILL, and started again at once. */
        PRODUCER_KILLED,
        /** SIGTERM, and started again after some seconds. */
        BROKER_STOPPED,
        /** SIGSTOP, and SIGCONT after some seconds: connections stand, nobody answers. */
        BROKER_FROZEN,
        /** The producer dies while the broker is away. */
        BOTH
    }

    private static final List<Kind> DECK = List.of(
            Kind.PRODUCER_KILLED,
            Kind.PRODUCER_KILLED,
            Kind.PRODUCER_KILLED,
            Kind.BROKER_STOPPED,
            Kind.BROKER_FROZEN,
            Kind.BOTH);

    private final FeedStack stack;
    private final Random random;
    private final Path diary;
    private final List<Kind> deck = new ArrayList<>();
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final List<String> endings = new ArrayList<>();
    private long nextAt;
    private long brokerBackAt;
    private boolean frozen;

    Mischief(FeedStack stack, long seed) {
        this.stack = stack;
        this.random = new Random(seed);
        this.diary = stack.file("mischief.log");
        this.nextAt = later(2, 6);
    }

    /** Does what is due. */
    void tick() throws IOException, InterruptedException {
        revive();
        if (System.nanoTime() >= nextAt && isBrokerThere()) {
            Kind kind = draw();
            note(kind.toString());
            done.merge(kind, 1, Integer::sum);
            act(kind);
            nextAt = later(5, 11);
        }
    }

    private Kind draw() {
        if (deck.isEmpty()) {
            deck.addAll(DECK);
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    private void act(Kind kind) throws IOException, InterruptedException {
        switch (kind) {
            case PRODUCER_KILLED -> killProducer();
            case BROKER_STOPPED -> stopBroker();
            case BROKER_FROZEN -> {
                stack.broker().freeze();
                frozen = true;
                brokerBackAt = later(2, 8);
            }
            case BOTH -> {
                stopBroker();
                killProducer();
            }
        }
    }

    private void killProducer() throws InterruptedException {
        if (stack.producer().isAlive()) {
            stack.producer().kill();
        }
        stack.producer().start();
    }

    private void stopBroker() {
        stack.broker().terminate();
        brokerBackAt = later(2, 6);
    }

    private boolean isBrokerThere() {
        return brokerBackAt == 0 && stack.broker().isAlive();
    }

    /** The broker when its time has come, and whatever ended by itself: that is noted. */
    void revive() throws IOException, InterruptedException {
        if (brokerBackAt != 0 && System.nanoTime() >= brokerBackAt) {
            bringBrokerBack();
        }
        for (Part part : List.of(stack.streams(), stack.producer())) {
            if (!part.isAlive()) {
                String ending =
                        part + " ended by itself with " + part.exitCode().orElse(-1) + ": " + part.lastWords();
                note(ending);
                endings.add(Instant.now() + " " + ending);
                part.start();
            }
        }
        if (!stack.simulator().isAlive()
                || (brokerBackAt == 0 && !stack.broker().isAlive())) {
            Part broken = stack.simulator().isAlive() ? stack.broker() : stack.simulator();
            throw new IllegalStateException(broken + " ended by itself: " + broken.lastWords());
        }
    }

    private void bringBrokerBack() throws IOException, InterruptedException {
        if (frozen) {
            stack.broker().thaw();
            frozen = false;
            brokerBackAt = 0;
        } else if (stack.broker().awaitEnd(java.time.Duration.ofMillis(1)).isPresent()) {
            stack.broker().start();
            brokerBackAt = 0;
        }
        note("the broker is back, or about to be");
    }

    /** No more of it: whoever was stopped is there again. */
    void end() throws IOException, InterruptedException {
        while (brokerBackAt != 0) {
            revive();
            Thread.sleep(100);
        }
    }

    int count(Kind kind) {
        return done.getOrDefault(kind, 0);
    }

    /** What ended though nobody killed it: not wrong in itself, for a fatal error ends a process. */
    List<String> endings() {
        return endings;
    }

    private long later(int fromSeconds, int toSeconds) {
        return System.nanoTime() + (long) (1e9 * (fromSeconds + random.nextDouble() * (toSeconds - fromSeconds)));
    }

    private void note(String what) throws IOException {
        Files.writeString(
                diary, Instant.now() + " " + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
