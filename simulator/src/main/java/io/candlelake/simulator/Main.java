package io.candlelake.simulator;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.simulator.ledger.LedgerException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated Coinbase as a process, configured by its environment; see {@link EnvironmentSettings}. */
public final class Main {
    private static final int STOPPED_AS_ASKED = 0;
    private static final int BROKEN = 1;
    private static final int BAD_CONFIGURATION = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Runs until SIGTERM (exit code 0), until something breaks (1), or not at all with a bad configuration (2). */
    public static void main(String[] arguments) {
        EnvironmentSettings environment = EnvironmentSettings.parse(System.getenv());
        if (!environment.problems().isEmpty()) {
            LOG.error("bad configuration: {}", String.join("; ", environment.problems()));
            System.exit(BAD_CONFIGURATION);
        }
        try {
            run(environment);
        } catch (SimulatorException | LedgerException broken) {
            LOG.error("{}", broken.getMessage());
            System.exit(BROKEN);
        }
    }

    private static void run(EnvironmentSettings environment) {
        SimulatorSettings settings = environment.settings();
        Simulator simulator = Simulator.start(settings);
        AtomicInteger exitCode = new AtomicInteger(STOPPED_AS_ASKED);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            LOG.info("stopped");
            // Without this, a JVM that was asked to stop exits with the number of the signal.
            Runtime.getRuntime().halt(exitCode.get());
        }));
        try {
            if (environment.healthPort() > 0) {
                health(environment.healthPort(), simulator);
            }
            LOG.info(
                    "ready: {}, {} and {}, {} trades/s of {}, seed {}, ledger {}, faults {}",
                    simulator.webSocketUri(),
                    simulator.advancedUri(),
                    simulator.restUri(),
                    settings.rate(),
                    settings.products(),
                    settings.seed(),
                    settings.ledger().map(Object::toString).orElse("in memory"),
                    settings.faults());
            simulator.awaitStop();
        } catch (SimulatorException broken) {
            exitCode.set(BROKEN);
            throw broken;
        }
    }

    private static void health(int port, Simulator simulator) {
        try {
            HealthServer.start(port, simulator::isRunning, simulator::isRunning);
        } catch (IOException refused) {
            throw new SimulatorException(
                    "cannot listen on health port " + port + " (" + refused.getMessage()
                            + "); set HEALTH_PORT to a free port",
                    refused);
        }
    }
}
