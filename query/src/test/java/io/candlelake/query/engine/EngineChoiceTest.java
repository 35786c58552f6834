package io.candlelake.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineChoiceTest {
    private static final Path RUNNING = Path.of("/java17");
    private static final JavaInstallation SEVENTEEN = new JavaInstallation(RUNNING, 17);
    private static final JavaInstallation TWENTY_FIVE = new JavaInstallation(Path.of("/java25"), 25);
    private static final JavaInstallation TWENTY_SIX = new JavaInstallation(Path.of("/java26"), 26);

    @Test
    void java25RunsTheNewEngine() {
        assertThat(EngineChoice.of(Map.of(), RUNNING, List.of(SEVENTEEN, TWENTY_SIX, TWENTY_FIVE)))
                .isEqualTo(new EngineChoice(Engine.TRINO_483, Path.of("/java25")));
    }

    @Test
    void withoutJava25TheJavaThatRunsUsRunsTheOldEngine() {
        assertThat(EngineChoice.of(Map.of(), RUNNING, List.of(SEVENTEEN)))
                .isEqualTo(new EngineChoice(Engine.TRINO_406, RUNNING));
    }

    @Test
    void theOldEngineCanBeForced() {
        assertThat(EngineChoice.of(Map.of("CANDLELAKE_SQL_ENGINE", "406"), RUNNING, List.of(TWENTY_FIVE)))
                .isEqualTo(new EngineChoice(Engine.TRINO_406, RUNNING));
    }

    @Test
    void theNewEngineForcedWithoutJava25IsAnError() {
        assertThatThrownBy(() -> EngineChoice.of(Map.of("CANDLELAKE_SQL_ENGINE", "483"), RUNNING, List.of(SEVENTEEN)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessage("Trino 483 needs Java 25 and none was found: set CANDLELAKE_JAVA25 to its home");
    }

    @Test
    void anUnknownEngineIsAnError() {
        assertThatThrownBy(() -> EngineChoice.of(Map.of("CANDLELAKE_SQL_ENGINE", "450"), RUNNING, List.of()))
                .hasMessage("CANDLELAKE_SQL_ENGINE is 406 or 483, not \"450\"");
    }

    @Test
    void aNamedJavaThatIsTooOldIsAnErrorAndNotIgnored(@TempDir Path home) throws IOException {
        install(home, "JAVA_VERSION=\"21.0.4\"");
        assertThatThrownBy(() ->
                        EngineChoice.of(Map.of("CANDLELAKE_JAVA25", home.toString()), RUNNING, List.of(TWENTY_FIVE)))
                .hasMessage("CANDLELAKE_JAVA25 is not a Java 25's home: " + home);
    }

    @Test
    void aNamedJavaWinsOverThoseFound(@TempDir Path home) throws IOException {
        install(home, "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"25.0.1\"\n");
        assertThat(EngineChoice.of(Map.of("CANDLELAKE_JAVA25", home.toString()), RUNNING, List.of(TWENTY_FIVE))
                        .javaHome())
                .isEqualTo(home);
    }

    @Test
    void aJavaInTheHomeFolderIsFound(@TempDir Path user) throws IOException {
        Path home = user.resolve(".sdkman/candidates/java/99.0-tem");
        install(home, "JAVA_VERSION=\"99\"");
        assertThat(JavaInstallations.find(Map.of("HOME", user.toString()), RUNNING))
                .contains(new JavaInstallation(home, 99));
    }

    private static void install(Path home, String release) throws IOException {
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release);
    }
}
