package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.ProcessState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProcessReportTest {
    private static final Path LOG = Path.of("broker.log");

    @Test
    void residentMemoryIsReadFromTheSystem() {
        assertThat(ProcessReport.residentOf("Name:\tjava\nVmHWM:\t  900 kB\nVmRSS:\t  312 kB\n"))
                .hasValue(312 * 1_024L);
        assertThat(ProcessReport.residentOf("Name:\tkthread\n")).isEmpty();
    }

    @Test
    void aProcessThatRunsHasMemory() {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElseThrow();
        ProcessReport report =
                ProcessReport.of(new ProcessState(Part.BROKER, self.pid(), start, 0, LOG, OptionalInt.empty()));
        assertThat(report.running()).isTrue();
        assertThat(report.memoryBytes().orElse(0)).isGreaterThan(10_000_000);
    }

    @Test
    void aPidOfAnotherProcessIsDead() {
        ProcessHandle self = ProcessHandle.current();
        ProcessReport report =
                ProcessReport.of(new ProcessState(Part.BROKER, self.pid(), Instant.EPOCH, 0, LOG, OptionalInt.empty()));
        assertThat(report.running()).isFalse();
        assertThat(report.memoryBytes()).isEmpty();
    }
}
