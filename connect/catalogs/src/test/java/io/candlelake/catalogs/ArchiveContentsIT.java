package io.candlelake.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in the archive, and what is not. */
class ArchiveContentsIT {
    @Test
    void nothingIsInTheArchiveThatAwsHasNoUseFor() throws IOException {
        try (Stream<Path> files = Files.list(ArchiveWorker.archive().resolve("lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("candlelake-connect-plugin-" + version() + ".jar")
                    .noneMatch(name -> name.matches("(sqlite|hadoop|netty|aws-crt|kafka|connect|slf4j).*"));
        }
    }

    @Test
    void everyJarOfOthersIsListedWithItsLicence() throws IOException {
        String listed = Files.readString(ArchiveWorker.archive().resolve("doc").resolve("THIRD-PARTY.txt"));
        try (Stream<Path> files = Files.list(ArchiveWorker.archive().resolve("lib"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("candlelake-"))
                            .map(name -> name.replaceFirst("^(.+?)-(\\d.*)\\.jar$", ":$1:$2 ")))
                    .isNotEmpty()
                    .allMatch(listed::contains);
        }
    }

    private static String version() {
        return ArchiveWorker.archive().getFileName().toString().replace("candlelake-connect-plugin-", "");
    }
}
