package io.candlelake.producer.connection;

import io.candlelake.producer.connection.FakeCoinbase.Client;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A market that trades every few milliseconds from its first subscriber on. Subscriptions are acknowledged at once, trades come
 * some time later: when a new connection is acknowledged, the old one alone still carries trades from before.
 */
final class LaggingMarket {
    private static final int LAG_TICKS = 40;

    private final FakeCoinbase coinbase;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "market");
    private volatile boolean open = true;
    private long lastId;

    private record Subscriber(Client client, Deque<Long> pending) {}

    LaggingMarket(FakeCoinbase coinbase) {
        this.coinbase = coinbase;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when all is sent: the id of the last trade. */
    long stop() throws InterruptedException {
        open = false;
        thread.join(30_000);
        return lastId;
    }

    private void run() {
        try {
            subscribe(coinbase.nextClient());
            while (open) {
                if (coinbase.hasClient()) {
                    subscribe(coinbase.nextClient());
                }
                lastId++;
                subscribers.forEach(subscriber -> subscriber.pending().add(lastId));
                sendDue(LAG_TICKS);
                Thread.sleep(5);
            }
            sendDue(0);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void subscribe(Client client) {
        client.send(FakeCoinbase.acknowledgement("BTC-USD"));
        subscribers.add(new Subscriber(client, new ArrayDeque<>()));
    }

    private void sendDue(int lag) {
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            try {
                while (subscriber.pending().size() > lag) {
                    subscriber
                            .client()
                            .send(RotationTest.match(subscriber.pending().remove()));
                }
            } catch (UncheckedIOException left) {
                subscribers.remove(subscriber);
            }
        }
    }
}
