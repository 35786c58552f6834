package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void aTerminalSaysItsWidth() {
        assertThat(Screen.of("", true, 132)).isEqualTo(new Screen(true, 132));
    }

    @Test
    void aTerminalThatDoesNotSayIsOfTheUsualWidth() {
        assertThat(Screen.of("", true, 0)).isEqualTo(new Screen(true, 80));
    }

    @Test
    void columnsWins() {
        assertThat(Screen.of("60", true, 132)).isEqualTo(new Screen(true, 60));
        assertThat(Screen.of("60", false, 0)).isEqualTo(new Screen(false, 60));
    }

    @Test
    void aPipeIsNotCut() {
        assertThat(Screen.of("", false, 0).width()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Screen.of("wide", false, 0).width()).isEqualTo(Integer.MAX_VALUE);
    }
}
