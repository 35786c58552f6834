package io.candlelake.local.up;

import io.candlelake.local.stack.StackPorts;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --kafka-port 29092}: a port that must be that one. */
final class PortOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "The broker's (default: 19092, or a free one).")
    private @Nullable Integer kafka;

    @Option(
            names = "--connect-port",
            paramLabel = "PORT",
            description = "The Connect worker's REST (default: 18083, or a free one).")
    private @Nullable Integer connect;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            description = "The simulated Coinbase's (default: 18090, or a free one).")
    private @Nullable Integer simulator;

    StackPorts ports() {
        return new StackPorts(
                port("--kafka-port", kafka), port("--connect-port", connect), port("--simulator-port", simulator));
    }

    private OptionalInt port(String option, @Nullable Integer port) {
        if (port == null) {
            return OptionalInt.empty();
        }
        if (port < 1 || port > 65_535) {
            throw new ParameterException(command.commandLine(), option + " is a port from 1 to 65535, not " + port);
        }
        return OptionalInt.of(port);
    }
}
