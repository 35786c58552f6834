package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final RecordedProgress progress = new RecordedProgress();
    private final PortReservation reservation = new PortReservation();
    private final Ports ports = new Ports(reservation, progress);

    @AfterEach
    void letGo() {
        reservation.close();
    }

    @Test
    void freePortIsTaken() {
        int port;
        try (PortReservation another = new PortReservation()) {
            port = new Ports(another, progress).any();
        }

        assertThat(ports.choose("broker", OptionalInt.empty(), port)).isEqualTo(port);
        assertThat(progress.lines).isEmpty();
    }

    @Test
    void takenDefaultIsReplacedWithALine() throws IOException {
        try (ServerSocket taken = listen()) {
            int port = ports.choose("broker", OptionalInt.empty(), taken.getLocalPort());

            assertThat(port).isNotEqualTo(taken.getLocalPort());
            assertThat(progress.lines)
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort() + " is taken")
                    .endsWith("the broker gets " + port);
        }
    }

    @Test
    void takenPortThatWasAskedForIsRefused() throws IOException {
        try (ServerSocket taken = listen()) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> ports.choose("broker", OptionalInt.of(port), 19_092))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + port + " for the broker is taken");
        }
    }

    @Test
    void onePortIsNotGivenTwice() {
        int port = ports.any();

        assertThatThrownBy(() -> ports.choose("simulator", OptionalInt.of(port), 18_090))
                .hasMessageContaining("by another part of this stack");
    }

    @Test
    void portThatAnotherStackWillUseIsTaken() {
        try (PortReservation another = new PortReservation()) {
            int port = new Ports(another, progress).any();

            assertThat(ports.choose("broker", OptionalInt.empty(), port)).isNotEqualTo(port);
            assertThat(progress.lines).singleElement().asString().contains("is taken by another stack");
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
