package io.candlelake.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DownloadCountTest {
    private final DownloadCount count = new DownloadCount();

    @Test
    void filesAndBytesAddUp() {
        assertThat(count.add("[INFO] Downloaded from central: https://host/a.jar (38 MB at 21 MB/s)"))
                .isTrue();
        assertThat(count.add("[INFO] Downloaded from central: https://host/a.pom (1.2 kB at 4.6 kB/s)"))
                .isTrue();
        assertThat(count.add("[INFO] Downloading from central: https://host/b.jar"))
                .isFalse();
        assertThat(count).hasToString("2 files, 38 MB");
    }

    @Test
    void theFirstErrorIsTheCause() {
        count.add("[ERROR] Failed to collect dependencies: Unknown host");
        count.add("[ERROR] To see the full stack trace, re-run Maven with the -e switch.");
        assertThat(count.error()).isEqualTo("Failed to collect dependencies: Unknown host");
    }
}
