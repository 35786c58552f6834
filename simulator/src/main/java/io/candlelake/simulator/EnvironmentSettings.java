package io.candlelake.simulator;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.FaultRates;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The environment's part of the configuration: {@code SIMULATOR_HOST, SIMULATOR_PORT, SIMULATOR_PRODUCTS, SIMULATOR_RATE,
 * SIMULATOR_SEED, SIMULATOR_LEDGER, SIMULATOR_MEMORY, SIMULATOR_FAULTS, SIMULATOR_FAULT_LEDGER,
 * SIMULATOR_ENFORCE_LIMITS, HEALTH_PORT}. An absent or empty variable leaves its default.
 *
 * @param settings of the simulator
 * @param healthPort 0 for none
 * @param problems one for each variable that cannot be; the settings hold where there are none
 */
record EnvironmentSettings(SimulatorSettings settings, int healthPort, List<String> problems) {

    static EnvironmentSettings parse(Map<String, String> environment) {
        Reading reading = new Reading(environment, SimulatorSettings.defaults(), new ArrayList<>());
        reading.take("SIMULATOR_HOST", Function.identity(), SimulatorSettings::withHost);
        reading.take("SIMULATOR_PORT", Integer::parseInt, SimulatorSettings::withPort);
        reading.take("SIMULATOR_PRODUCTS", EnvironmentSettings::products, SimulatorSettings::withProducts);
        reading.take("SIMULATOR_RATE", Double::parseDouble, SimulatorSettings::withRate);
        reading.take("SIMULATOR_SEED", Long::parseLong, SimulatorSettings::withSeed);
        reading.take("SIMULATOR_LEDGER", Path::of, SimulatorSettings::withLedger);
        reading.take("SIMULATOR_MEMORY", Integer::parseInt, SimulatorSettings::withMemory);
        reading.take("SIMULATOR_FAULTS", FaultRates::of, SimulatorSettings::withFaults);
        reading.take("SIMULATOR_FAULT_LEDGER", Path::of, SimulatorSettings::withFaultLedger);
        reading.take("SIMULATOR_ENFORCE_LIMITS", EnvironmentSettings::yesOrNo, SimulatorSettings::withLimitsEnforced);
        reading.settings = besideTheLedger(reading.settings);
        int[] healthPort = {0};
        reading.take("HEALTH_PORT", Integer::parseInt, (same, port) -> {
            // The port of a server of its own, but with the same bounds.
            healthPort[0] = same.withPort(port).port();
            return same;
        });
        return new EnvironmentSettings(reading.settings, healthPort[0], List.copyOf(reading.problems));
    }

    /** The ledger of faults stands beside that of trades, where nobody said another place. */
    private static SimulatorSettings besideTheLedger(SimulatorSettings settings) {
        return settings.faultLedger().isPresent()
                ? settings
                : settings.ledger()
                        .map(trades -> settings.withFaultLedger(trades.resolveSibling("faults.ndjson")))
                        .orElse(settings);
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it is true or false, not '" + text + "'");
        };
    }

    private static List<ProductId> products(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(ProductId::of)
                .toList();
    }

    private static final class Reading {
        private final Map<String, String> environment;
        private SimulatorSettings settings;
        private final List<String> problems;

        Reading(Map<String, String> environment, SimulatorSettings settings, List<String> problems) {
            this.environment = environment;
            this.settings = settings;
            this.problems = problems;
        }

        <T> void take(
                String name, Function<String, T> parse, BiFunction<SimulatorSettings, T, SimulatorSettings> with) {
            String text = environment.getOrDefault(name, "").strip();
            if (text.isEmpty()) {
                return;
            }
            try {
                settings = with.apply(settings, parse.apply(text));
            } catch (NumberFormatException notOne) {
                problems.add(name + ": '" + text + "' is not such a number");
            } catch (InvalidPathException noPath) {
                problems.add(name + ": '" + text + "' is not a path");
            } catch (IllegalArgumentException outOfRange) {
                problems.add(name + ": " + outOfRange.getMessage());
            }
        }
    }
}
