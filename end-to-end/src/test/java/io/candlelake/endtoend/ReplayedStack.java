package io.candlelake.endtoend;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Running;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.expected.Recording;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running stack for every class that replays into it or looks at it: started when first wanted, stopped at the very end. */
final class ReplayedStack implements AutoCloseable {
    private final Sandbox sandbox = Sandbox.create();
    private final List<Trade> fed = new ArrayList<>();
    private final Running up;
    private boolean sampled;

    private ReplayedStack() throws IOException, InterruptedException {
        // The engine that every machine with Java 17 can run; another one by the same variable from outside.
        String engine = System.getenv("CANDLELAKE_SQL_ENGINE");
        sandbox.with("CANDLELAKE_SQL_ENGINE", engine == null ? "406" : engine);
        try {
            up = sandbox.start("up", "--replayed").awaitOutput(Sandbox.READY, Sandbox.PATIENCE);
        } catch (IOException | InterruptedException | AssertionError failure) {
            sandbox.close();
            throw failure;
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Running up() {
        return up;
    }

    Tables tables() {
        return Tables.of(sandbox.data(), "replayed");
    }

    /** Replays a file and counts what is known to be good in it among what was fed. */
    Outcome replay(Path file, List<Trade> good) throws IOException, InterruptedException {
        fed.addAll(good);
        return sandbox.run("replay", file.toString());
    }

    /** What the tables must hold of a product, from all files until now. */
    List<Trade> fed(String product) {
        return fed.stream().filter(trade -> trade.product().equals(product)).toList();
    }

    /** Sees to it that the made-up samples were replayed. */
    void sample() throws IOException, InterruptedException {
        if (!sampled && (fed("PEAR-USD").isEmpty() || fed("QUINCE-USD").isEmpty())) {
            for (Map.Entry<String, String> file : Map.of(
                            "sample-exchange.ndjson", "exchange.ndjson", "sample-advanced.ndjson", "advanced.ndjson.gz")
                    .entrySet()) {
                Path sample = Recordings.sample(file.getKey(), sandbox.file(file.getValue()));
                replay(sample, Recording.read(sample).trades()).succeeded();
            }
            sampled = true;
        }
    }

    /** Sees to it that a recording was replayed. */
    void recording(Path file) throws IOException, InterruptedException {
        List<Trade> trades = Recording.read(file).trades();
        if (!fed.containsAll(trades)) {
            replay(file, trades).succeeded();
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }

    /** Gives a test the one stack. */
    static final class Provider implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(ReplayedStack.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ReplayedStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(SPACE)
                    .getOrComputeIfAbsent(ReplayedStack.class, type -> start(), ReplayedStack.class);
        }

        private static ReplayedStack start() {
            try {
                return new ReplayedStack();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
