package io.candlelake.streams.runtime;

import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Static members do not leave the group when they end, so that a process that comes back finds its place. A thread that was
 * replaced does not come back: unless it is taken out, its partitions stand still until its session has timed out, 15 s.
 */
final class DeadMembers {
    private static final Logger LOG = LoggerFactory.getLogger(DeadMembers.class);
    private static final Pattern THREAD = Pattern.compile(".*-StreamThread-(\\d+)");
    private static final long ENDS_WITHIN_MILLIS = 10_000;

    private final Properties kafka;

    DeadMembers(Properties kafka) {
        this.kafka = kafka;
    }

    /** Takes the thread's member out of the group, once the thread has ended. */
    void leave(Thread dying) {
        Matcher name = THREAD.matcher(dying.getName());
        Object instance = kafka.get(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        if (name.matches() && instance != null) {
            // As Kafka Streams names the members of a process's threads.
            String member = instance + "-" + name.group(1);
            Thread remover = new Thread(() -> removeAfter(dying, member), "dead-member");
            remover.setDaemon(true);
            remover.start();
        }
    }

    private void removeAfter(Thread dying, String member) {
        try (Admin admin = Admin.create(new StreamsConfig(kafka).getAdminConfigs("dead-member"))) {
            dying.join(ENDS_WITHIN_MILLIS);
            admin.removeMembersFromConsumerGroup(
                            kafka.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                            new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(member))))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            LOG.info(
                    "{} stays in the group until its session times out: {}",
                    member,
                    Fault.of(refused).line());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
