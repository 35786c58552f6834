package io.candlelake.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Whether the broker that answers is ours: whoever else's must get none of our records. */
final class BrokerIdentity {
    private static final int BROKER_ID = 1;

    private BrokerIdentity() {}

    /** Throws {@link StackException} when it keeps its data elsewhere. */
    static void require(String bootstrapServers, StackDirectory directory) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> folders = admin.describeLogDirs(List.of(BROKER_ID))
                    .allDescriptions()
                    .get()
                    .getOrDefault(BROKER_ID, Map.of())
                    .keySet();
            if (folders.stream().noneMatch(folder -> Path.of(folder).startsWith(directory.kafka()))) {
                throw new StackException("what answers at " + bootstrapServers
                        + " is not this stack's broker, it keeps its data in " + folders);
            }
        } catch (ExecutionException broken) {
            throw new StackException(
                    "the broker at " + bootstrapServers + " does not answer: " + broken.getCause(), broken);
        }
    }
}
