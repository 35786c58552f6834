package io.candlelake.endtoend.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Free ports for processes that are stopped and started again: {@code Ports.next()} is 24117.
 *
 * <p>Below those that the system gives to outgoing connections: one of these could else take the port of a broker that is down for a moment, or even connect to itself.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_000;

    private static final SplittableRandom RANDOM = new SplittableRandom();
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    static synchronized int next() {
        while (true) {
            int port = RANDOM.nextInt(FIRST, AFTER_LAST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    /** Whether somebody takes connections there. */
    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
