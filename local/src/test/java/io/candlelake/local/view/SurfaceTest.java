package io.candlelake.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Surface surface = Surface.of(new PrintStream(screen, true, UTF_8), 20, 4);

    private String taken() {
        String text = screen.toString(UTF_8).replace("\033", "^");
        screen.reset();
        return text;
    }

    @Test
    void aSecondBlockOverwritesTheFirst() {
        surface.draw(List.of("one", "two"));
        assertThat(taken()).isEqualTo("\rone^[K\ntwo^[K\n^[J");
        surface.draw(List.of("three"));
        assertThat(taken()).isEqualTo("\r^[2Athree^[K\n^[J");
        surface.draw(List.of("four"));
        assertThat(taken()).startsWith("\r^[1Afour");
    }

    @Test
    void anEventStandsAboveTheBlock() {
        surface.draw(List.of("block"));
        taken();
        surface.above("broker died, started again");
        assertThat(taken()).isEqualTo("\r^[1A^[Jbroker died, started again\n\rblock^[K\n^[J");
    }

    @Test
    void aBlockThatIsHigherThanTheScreenIsCut() {
        surface.draw(List.of("1", "2", "3", "4", "5"));
        assertThat(taken()).isEqualTo("\r1^[K\n2^[K\n3^[K\n^[J");
    }
}
