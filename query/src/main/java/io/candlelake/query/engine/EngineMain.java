package io.candlelake.query.engine;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Inside the forked JVM: {@code EngineMain 483 PT30M /data/sql.json} starts Trino's own server and watches it.
 *
 * <p>Only this class file travels to the engine's class path, so it uses nothing but the JDK and has no nested classes.
 * Trino's server is called by name: its classes need a newer Java than we compile with.
 */
public final class EngineMain {
    private static final long CHECK_MILLIS = 2_000;
    private static final long STOP_MILLIS = 1_500;
    /** A starter writes the state file just after the fork; one that died in between leaves none. */
    private static final Duration STATE_GRACE = Duration.ofMinutes(1);

    private EngineMain() {}

    /** Arguments: Trino's version, the idle time as ISO 8601, the state file without which the server is nobody's. */
    public static void main(String[] arguments) throws Exception {
        // Trino 406 takes six seconds to say goodbye to itself. Nothing here needs them: commits are atomic.
        Runtime.getRuntime().addShutdownHook(new Thread(EngineMain::haltSoon, "halt-soon"));
        Class<?> server = Class.forName("io.trino.server.Server");
        server.getMethod("start", String.class)
                .invoke(server.getDeclaredConstructor().newInstance(), arguments[0]);
        watch(Duration.parse(arguments[1]), Path.of(arguments[2]));
    }

    private static void watch(Duration idle, Path state) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName queries = new ObjectName("trino.execution:name=QueryManager");
        long known = 0;
        long usedAt = System.nanoTime();
        long ownedAt = usedAt;
        while (System.nanoTime() - usedAt < idle.toNanos() && System.nanoTime() - ownedAt < STATE_GRACE.toNanos()) {
            Thread.sleep(CHECK_MILLIS);
            // Each result's page is asked for by name, so a slow reader keeps its query running and us awake.
            long begun = number(beans, queries, "StartedQueries.TotalCount");
            if (begun != known || number(beans, queries, "RunningQueries") > 0) {
                known = begun;
                usedAt = System.nanoTime();
            }
            if (Files.exists(state)) {
                ownedAt = System.nanoTime();
            }
        }
        System.exit(0);
    }

    private static long number(MBeanServer beans, ObjectName bean, String attribute) throws Exception {
        return ((Number) beans.getAttribute(bean, attribute)).longValue();
    }

    private static void haltSoon() {
        try {
            Thread.sleep(STOP_MILLIS);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
