package io.candlelake.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {
    static Exception[] passing() {
        return new Exception[] {
            new TimeoutException("no answer"),
            new DisconnectException(),
            new ProducerFencedException("a newer one"),
            new InvalidProducerEpochException("a newer one"),
            new TaskCorruptedException(Set.of(new TaskId(0, 1)))
        };
    }

    @ParameterizedTest
    @MethodSource("passing")
    void timeoutsLostConnectionsAndFencedProducersMayPass(Exception thrown) {
        assertThat(Fault.of(new StreamsException("wrapped", thrown)).kind()).isEqualTo(Fault.Kind.PASSING);
    }

    @Test
    void whatSomebodyCanMendSaysHow() {
        assertMend(new TopicAuthorizationException(Set.of("ticks")), "use ticks: grant");
        assertMend(new SaslAuthenticationException("bad password"), "mend the credentials (bad password)");
        assertMend(new FencedInstanceIdException("fenced"), "own STREAMS_INSTANCE");
        assertMend(new MissingSourceTopicException("raw_messages"), "create it again");
        assertMend(new RecordTooLargeException("2 MB"), "max.message.bytes");
        assertMend(
                new ProcessorStateException("flush", new IOException("No space left on device")),
                "the disk of STREAMS_STATE_DIR is full");
    }

    private static void assertMend(Exception thrown, String words) {
        Fault fault = Fault.of(new StreamsException("wrapped", thrown));
        assertThat(fault.kind()).isEqualTo(Fault.Kind.SET_UP);
        assertThat(fault.line()).contains(words).doesNotContain("\n");
    }

    @Test
    void anythingElseIsAFaultOfOurOwn() {
        Fault fault = Fault.of(new StreamsException("wrapped", new IllegalStateException("two\nlines")));
        assertThat(fault).isEqualTo(new Fault(Fault.Kind.BUG, "IllegalStateException: two lines"));
        assertThat(Fault.of(new OutOfMemoryError()).kind()).isEqualTo(Fault.Kind.BUG);
    }

    @Test
    void tenFaultsInHalfAnHourAreBorneAndTheEleventhIsNot() {
        Instant[] now = {Instant.EPOCH};
        FaultBudget budget = new FaultBudget(new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        assertThat(IntStream.range(0, 10)).allMatch(fault -> budget.bears());
        assertThat(budget.bears()).isFalse();
        now[0] = Instant.EPOCH.plus(FaultBudget.SPAN).plusSeconds(1);
        assertThat(budget.bears()).as("those are long past").isTrue();
    }
}
