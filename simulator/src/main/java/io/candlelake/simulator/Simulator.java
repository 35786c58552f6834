package io.candlelake.simulator;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.control.Controls;
import io.candlelake.simulator.control.State;
import io.candlelake.simulator.fault.FaultOrder;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.ledger.LedgerException;
import io.candlelake.simulator.ledger.TradeTape;
import io.candlelake.simulator.market.Market;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Products;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.server.CoinbaseServer;
import io.candlelake.simulator.wire.Limits;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A Coinbase on localhost:
 *
 * <pre>{@code
 * try (Simulator coinbase = Simulator.start(SimulatorSettings.defaults().withSeed(7))) {
 *     connect(coinbase.webSocketUri(), coinbase.advancedUri());
 *     coinbase.order(FaultOrder.of(FaultKind.CUT).on(Feed.EXCHANGE).lasting(30));
 *     coinbase.closeMarket();
 *     compare(coinbase.ledger());
 * }
 * }</pre>
 *
 * <p>Each product's market opens when the first client subscribes to its trades, so that a client which subscribes at
 * the start receives every trade; from then on it stays open, whoever is connected.
 */
public final class Simulator implements Controls, AutoCloseable {
    private static final long MILLIS_TO_SAY_GOODBYE = 700;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Ledger ledger;
    private final Clock clock;
    private final Market market;
    private final Faults faults;
    private final CoinbaseServer server;
    private final Mishaps mishaps;
    private final Counts counts;
    private final InetSocketAddress address;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private Simulator(SimulatorSettings settings, Clock clock, MultiThreadIoEventLoopGroup group, Ledger ledger)
            throws IOException {
        this.group = group;
        this.loop = group.next();
        this.ledger = ledger;
        this.clock = clock;
        Limits limits = new Limits(settings.limitsEnforced());
        this.faults = new Faults(settings.seed(), settings.faults(), settings.faultLedger(), clock);
        this.market = new Market(settings.seed(), settings.rate(), List.copyOf(ledger.products()), faults::skips);
        this.server = new CoinbaseServer(
                loop,
                ledger,
                faults,
                limits,
                () -> clock.instant().plus(market.skewMicros(), ChronoUnit.MICROS),
                product -> market.isHalted(product, Timestamp.of(clock.instant())),
                this::open,
                this);
        this.mishaps = new Mishaps(clock, faults, market, server);
        this.counts = new Counts(ledger, faults, limits, server);
        this.address = server.listen(settings.host(), settings.port());
        new MarketClock(loop, clock, market, ledger, server, mishaps, stopped::completeExceptionally).start();
    }

    /**
     * Starts one on the system's clock; it runs on a thread of its own.
     *
     * @throws SimulatorException when the port is taken
     * @throws LedgerException when the ledger cannot be opened or read
     */
    public static Simulator start(SimulatorSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    static Simulator start(SimulatorSettings settings, Clock clock) {
        List<Product> products = settings.products().stream()
                .map(id -> Products.find(id).orElseThrow())
                .toList();
        Ledger ledger = Ledger.open(settings.ledger(), products, settings.memory());
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("simulator", true), NioIoHandler.newFactory());
        try {
            return new Simulator(settings, clock, group, ledger);
        } catch (IOException refused) {
            group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            ledger.close();
            throw new SimulatorException(
                    "cannot listen on " + settings.host() + " port " + settings.port() + " (" + refused.getMessage()
                            + "); set SIMULATOR_PORT to a free port, or to 0 for any",
                    refused);
        }
    }

    /** {@code ws://localhost:40123/}: the Exchange feed. */
    public URI webSocketUri() {
        return URI.create("ws://localhost:" + address.getPort() + "/");
    }

    /** {@code ws://localhost:40123/advanced}: the Advanced Trade feed. */
    public URI advancedUri() {
        return URI.create("ws://localhost:" + address.getPort() + "/advanced");
    }

    /** {@code http://localhost:40123}: REST and spot prices, without a path. */
    public URI restUri() {
        return URI.create("http://localhost:" + address.getPort());
    }

    /**
     * Every published trade that is in memory, trades of an earlier run included: by product, oldest first. Another run's
     * file, or a long one's, is read with {@link Ledger#read}.
     */
    public List<Trade> ledger() {
        return onLoop(() -> ledger.products().stream()
                .flatMap(product -> ledger.tape(product.id()).map(TradeTape::trades).stream())
                .flatMap(List::stream)
                .toList());
    }

    /** Opens every product's market now, for tests without a client. */
    public void openMarket() {
        onLoop(() -> {
            ledger.products().forEach(product -> open(product.id()));
            return true;
        });
    }

    /**
     * No trade happens from here on: on return the ledger is final, and every frame of a trade is on its way. Connections
     * stay, heartbeats go on.
     */
    @Override
    public void closeMarket() {
        onLoop(() -> {
            market.close();
            server.sendAll();
            return true;
        });
    }

    @Override
    public void order(FaultOrder order) {
        onLoop(() -> {
            mishaps.order(order);
            return true;
        });
    }

    @Override
    public void stopFaults() {
        onLoop(() -> {
            mishaps.stop();
            return true;
        });
    }

    @Override
    public State state() {
        return onLoop(counts::state);
    }

    /** Clients that are connected to the feeds now. */
    public int connections() {
        return onLoop(counts::connections);
    }

    /** Waits until {@link #close}; throws what broke the simulator, if something does. */
    public void awaitStop() {
        try {
            stopped.join();
        } catch (CompletionException broken) {
            Throwable cause = broken.getCause();
            throw new SimulatorException(String.valueOf(cause == null ? broken : cause.getMessage()), broken);
        }
    }

    /** False once something broke, or it was closed. */
    public boolean isRunning() {
        return !stopped.isDone();
    }

    /**
     * Closes the market, sends what was published, says good-bye to the clients, all within two seconds. A second call
     * does nothing.
     */
    @Override
    public synchronized void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        closeMarket();
        server.close(MILLIS_TO_SAY_GOODBYE, TimeUnit.MILLISECONDS);
        group.shutdownGracefully(0, 200, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        ledger.close();
        faults.close();
        stopped.complete(null);
    }

    private void open(ProductId product) {
        Optional<Trade> last = ledger.last(product);
        market.open(product, last, Timestamp.of(clock.instant()));
    }

    /** From outside, and from a request that is answered on the loop itself. */
    private <T> T onLoop(Supplier<T> task) {
        return loop.inEventLoop()
                ? task.get()
                : loop.submit(task::get).syncUninterruptibly().getNow();
    }
}
