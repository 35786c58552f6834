package io.candlelake.local.view;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeState;
import io.candlelake.lake.TableState;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackException;
import io.candlelake.local.stack.StackState;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that {@code status} says, as of one moment.
 *
 * @param directory whose stack
 * @param stack what runs; empty when the stack is down
 * @param processes of the stack
 * @param topics of the contract; empty when no broker runs
 * @param lags by group and topic; empty when no broker runs
 * @param gaps since the producer's start; empty when it does not run
 * @param tables those that were created
 * @param problem why the broker could not be asked, where it should have been
 * @param now when all this was read
 */
record StatusReport(
        StackDirectory directory,
        Optional<StackState> stack,
        List<ProcessReport> processes,
        List<TopicState> topics,
        List<GroupLag> lags,
        Optional<GapCounts> gaps,
        List<TableState> tables,
        Optional<String> problem,
        Instant now) {

    /** Reads it; of a stack that is down the tables alone. */
    static StatusReport read(StackDirectory directory) {
        Optional<StackState> stack = directory.running();
        List<ProcessReport> processes = stack.map(StackState::processes).orElse(List.of()).stream()
                .map(ProcessReport::of)
                .toList();
        Offsets offsets = Offsets.none();
        Optional<String> problem = Optional.empty();
        if (stack.isPresent()) {
            try (Broker broker = Broker.at(stack.get().bootstrapServers())) {
                offsets = Offsets.read(broker);
            } catch (StackException silent) {
                // While a stack starts, or its broker is started again, the rest is worth seeing nevertheless.
                problem = Optional.ofNullable(silent.getMessage());
            }
        }
        return new StatusReport(
                directory,
                stack,
                processes,
                offsets.topics(),
                offsets.lags(),
                stack.flatMap(GapCounts::ask),
                tables(directory),
                problem,
                Instant.now());
    }

    private record Offsets(List<TopicState> topics, List<GroupLag> lags) {
        static Offsets none() {
            return new Offsets(List.of(), List.of());
        }

        static Offsets read(Broker broker) {
            Set<String> there = broker.topics();
            return new Offsets(TopicState.read(broker, TopicState.ofContract(there)), GroupLag.read(broker));
        }
    }

    /** Nothing is created by looking: without a catalog there are no tables. */
    static List<TableState> tables(StackDirectory directory) {
        if (!Files.exists(directory.catalog())) {
            return List.of();
        }
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory.path()))) {
            return LakeState.read(lake).tables();
        }
    }
}
