package io.candlelake.lake.keeper;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.lake.LakeCatalog;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The keeper as a process: {@code CATALOG_URI=… WAREHOUSE=… HEALTH_PORT=8080 java io.candlelake.lake.keeper.Main}.
 *
 * <p>Exit code 1: something is broken. 2: bad configuration. It ends by SIGTERM at any time: what it had not committed is as if never begun.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run());
    }

    private static int run() {
        KeeperSettings settings;
        try {
            settings = KeeperSettings.parse(System.getenv());
        } catch (IllegalArgumentException problems) {
            System.err.println("lake: " + problems.getMessage());
            return 2;
        }
        try (LakeCatalog lake = LakeCatalog.open(settings.lake());
                LakeMetrics metrics = new LakeMetrics(settings.audit(), Clock.systemUTC())) {
            LakeKeeper keeper = new LakeKeeper(lake, settings, metrics, Clock.systemUTC(), Main::say);
            try (HealthServer health = HealthServer.start(settings.healthPort(), keeper::isSound, keeper::isSound)) {
                health.serve("/metrics", LakeMetrics.CONTENT_TYPE, metrics::scrape);
                say("keeps the lake " + settings.lake().warehouse() + ", health and metrics on port " + health.port());
                keeper.run();
            }
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException | RuntimeException broken) {
            System.err.println("lake: " + broken.getMessage());
            return 1;
        }
    }

    private static void say(String line) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
