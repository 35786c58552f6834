package io.candlelake.local.stack;

import io.candlelake.connect.ConnectClient;
import io.candlelake.domain.ProductId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running stack, owned by this process:
 *
 * <pre>{@code
 * try (Stack stack = Stack.start(options, progress)) {
 *     stack.supervise(System.out::println);
 *     ...
 * }
 * }</pre>
 *
 * <p>Interrupting the thread that starts it or that waits in {@link #awaitEnd} is how Ctrl-C ends it: both then throw
 * InterruptedException, and {@link #close} stops the processes in order, within 15 seconds.
 */
public final class Stack implements AutoCloseable {
    private final StackOptions options;
    private final ChosenPorts ports;
    private final StackLock lock;
    private final PortReservation reservation;
    private final List<Keeper> keepers = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Supervision supervision;
    private volatile Consumer<String> lines;
    private volatile Instant since = Instant.now();
    private volatile boolean ready;
    private volatile @Nullable String gaveUp;
    private boolean closed;

    private Stack(
            StackOptions options, ChosenPorts ports, StackLock lock, PortReservation reservation, Progress progress) {
        this.options = options;
        this.ports = ports;
        this.lock = lock;
        this.reservation = reservation;
        this.lines = progress::say;
        this.supervision = new Supervision(this::say);
    }

    /**
     * Starts the parts, and returns when each answered. Processes that a killed stack left behind are stopped first.
     *
     * @throws StackException when a stack runs there already, when there is no room, when a port is taken, or when a part
     *     cannot start; nothing is left running then
     * @throws InterruptedException when the user stopped it meanwhile; nothing is left running then
     */
    public static Stack start(StackOptions options, Progress progress) throws InterruptedException {
        Home home = Home.find();
        Preflight.check(options.directory());
        StackLock lock = StackLock.take(options.directory());
        PortReservation reservation = new PortReservation();
        Stack stack;
        try {
            Leftovers.stop(options.directory(), progress);
            ChosenPorts ports = ChosenPorts.choose(options.ports(), options.parts(), new Ports(reservation, progress));
            stack = new Stack(options, ports, lock, reservation, progress);
            for (Part part : Part.values()) {
                if (options.parts().contains(part)) {
                    Launch launch = new Blueprint(home, options, ports).launch(part);
                    stack.keepers.add(new Keeper(launch, stack.new Told()));
                }
            }
        } catch (InterruptedException | RuntimeException refused) {
            reservation.close();
            lock.close();
            throw refused;
        }
        stack.startAll(home, progress);
        return stack;
    }

    private void startAll(Home home, Progress progress) throws InterruptedException {
        try {
            if (options.parts().size() > 1) {
                options.directory().remember();
            }
            new Startup(home, options, ports, this::keeper, progress).run();
            since = Instant.now();
            ready = true;
            write();
        } catch (InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private Keeper keeper(Part part) {
        return keepers.stream()
                .filter(keeper -> keeper.part() == part)
                .findFirst()
                .orElseThrow();
    }

    /**
     * From now on, a process that dies is started again and a failed Connect task too, with a line saying so. Returns at once.
     *
     * @param shown gets such a line; called from other threads
     */
    public void supervise(Consumer<String> shown) {
        lines = shown;
        supervision.start(keepers, state().connectUrl().map(URI::create).map(ConnectClient::new));
    }

    /**
     * Waits so long, or until the stack ends: {@code while (!stack.awaitEnd(Duration.ofSeconds(1))) { draw(); }}.
     *
     * @return true when the stack was closed; false when the time is over
     * @throws StackException when a process could not be kept alive
     * @throws InterruptedException when the user stopped the command
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        boolean over = ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        String why = gaveUp;
        if (why != null) {
            throw new StackException(why);
        }
        return over;
    }

    /** {@code 127.0.0.1:19092}. */
    public String bootstrapServers() {
        return ports.bootstrapServers();
    }

    /** Pids, ports and times as of now, the same as in stack.json. */
    public StackState state() {
        ProcessHandle self = ProcessHandle.current();
        return new StackState(
                options.directory(),
                self.pid(),
                self.info().startInstant().orElse(Instant.EPOCH),
                since,
                ready,
                ports.of(Part.BROKER),
                ports.find(Part.CONNECT),
                ports.find(Part.SIMULATOR),
                options.sink(),
                options.parts().contains(Part.PRODUCER)
                        ? options.productsOrDefaults().stream()
                                .map(ProductId::value)
                                .toList()
                        : List.of(),
                keepers.stream().flatMap(keeper -> keeper.state().stream()).toList());
    }

    private synchronized void write() {
        if (!closed) {
            StackFile.write(state());
        }
    }

    private void say(String line) {
        lines.accept(line);
    }

    /** What is of no interest where a command only borrows a broker for a moment. */
    private void sayOfWhole(String line) {
        if (options.parts().size() > 1) {
            say(line);
        }
    }

    /** Stops all processes in order. A second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // The interrupt that brought us here has done its work; it must not cut the stopping short.
        boolean interrupted = Thread.interrupted();
        supervision.close();
        Instant begin = Instant.now();
        sayOfWhole("stopping");
        new Shutdown(ports, options.sink(), keepers).run();
        sayOfWhole(String.format(
                Locale.ROOT,
                "stopped in %.1f s",
                Duration.between(begin, Instant.now()).toMillis() / 1e3));
        StackFile.delete(options.directory());
        reservation.close();
        lock.close();
        ended.countDown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Told implements Keeper.Events {
        @Override
        public void changed() {
            write();
        }

        @Override
        public void said(String line) {
            say(line);
        }

        @Override
        public void gaveUp(String line) {
            gaveUp = line;
            ended.countDown();
        }
    }
}
