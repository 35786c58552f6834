package io.candlelake.streams.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * What an exception that ends a stream thread means: {@code PASSING, "TimeoutException: ..."}.
 *
 * @param kind what to do about it
 * @param line for a person: what is wrong and, where one can, how to mend it
 */
record Fault(Kind kind, String line) {
    enum Kind {
        /** It may be gone the next time: a timeout, a lost connection, a transaction or membership that another took over. */
        PASSING,
        /** It stays until somebody changes the set-up: an access right, a topic, a name used twice, a full disk. */
        SET_UP,
        /** It is ours: the same record will fail again until the code is mended. */
        BUG
    }

    private static final List<Class<? extends Throwable>> PASSING = List.of(
            RetriableException.class,
            ApplicationRecoverableException.class,
            ProducerFencedException.class,
            OutOfOrderSequenceException.class,
            InvalidTxnStateException.class,
            TransactionAbortedException.class,
            CommitFailedException.class,
            TaskCorruptedException.class,
            TaskMigratedException.class,
            LockException.class);

    /** Looks through all causes: what somebody can mend comes first, for it is often wrapped in what looks passing. */
    static Fault of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        Optional<String> mend =
                causes.stream().map(Fault::mend).flatMap(Optional::stream).findFirst();
        if (mend.isPresent()) {
            return new Fault(Kind.SET_UP, mend.get());
        }
        for (Throwable cause : causes) {
            if (PASSING.stream().anyMatch(kind -> kind.isInstance(cause))) {
                return new Fault(Kind.PASSING, text(cause));
            }
        }
        return new Fault(Kind.BUG, text(causes.get(causes.size() - 1)));
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Optional<String> mend(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof MissingSourceTopicException) {
            return Optional.of(
                    "a topic that is read is gone: create it again as topics.json declares it (" + flat(message) + ")");
        } else if (cause instanceof TopicAuthorizationException topics) {
            return Optional.of("Kafka does not let us use "
                    + topics.unauthorizedTopics().stream().sorted().collect(Collectors.joining(", "))
                    + ": grant Describe and Read on raw_messages, Describe and Write on the other topics, and both, with Create, on"
                    + " those that begin with candlelake-streams-");
        } else if (cause instanceof GroupAuthorizationException group) {
            return Optional.of(
                    "Kafka does not let us join the group: grant Describe and Read on group " + group.groupId());
        } else if (cause instanceof TransactionalIdAuthorizationException) {
            return Optional.of(
                    "Kafka does not let us write in transactions: grant Describe and Write on transactional ids that begin"
                            + " with candlelake-streams-");
        } else if (cause instanceof ClusterAuthorizationException) {
            return Optional.of(
                    "Kafka does not let us: grant IdempotentWrite and Create on the cluster (" + flat(message) + ")");
        } else if (cause instanceof AuthenticationException) {
            return Optional.of("Kafka does not accept who we are: mend the credentials (" + flat(message) + ")");
        } else if (cause instanceof FencedInstanceIdException) {
            return Optional.of("another process runs under our name: give each its own STREAMS_INSTANCE");
        } else if (cause instanceof UnsupportedVersionException) {
            return Optional.of("the brokers are too old: " + flat(message));
        } else if (cause instanceof RecordTooLargeException) {
            return Optional.of(
                    "a topic takes smaller records than it must: set max.message.bytes as topics.json declares it ("
                            + flat(message) + ")");
        }
        return byMessage(message);
    }

    /** What has no class of its own. */
    private static Optional<String> byMessage(String message) {
        if (message.contains("No space left on device")) {
            return Optional.of("the disk of STREAMS_STATE_DIR is full: make room and start again; nothing is lost ("
                    + flat(message) + ")");
        } else if (message.contains("multiple instances of Kafka Streams are running in the same state directory")) {
            return Optional.of(
                    "another process uses our folder: give each its own STREAMS_STATE_DIR (" + flat(message) + ")");
        } else if (message.contains("Existing internal topic")) {
            return Optional.of(
                    "raw_messages has another number of partitions than the state was made for; a product would change its"
                            + " partition and lose its past: give it the old number again (" + flat(message) + ")");
        }
        return Optional.empty();
    }

    private static String text(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + flat(cause.getMessage());
    }

    /** On one line. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
