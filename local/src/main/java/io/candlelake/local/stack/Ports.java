package io.candlelake.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses the ports of one start, none twice: {@code ports.choose("broker", OptionalInt.empty(), 19092)}. */
final class Ports {
    /** Below what operating systems hand out for outgoing connections, so that a port stays free until its process has it. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private final Set<Integer> chosen = new HashSet<>();
    private final PortReservation reservation;
    private final Progress progress;

    Ports(PortReservation reservation, Progress progress) {
        this.reservation = reservation;
        this.progress = progress;
    }

    private boolean take(int port) {
        if (!isFree(port) || !reservation.take(port)) {
            return false;
        }
        chosen.add(port);
        return true;
    }

    /**
     * The port asked for, else the usual one, else any free one with a line saying so.
     *
     * @throws StackException when the one asked for is taken: who wanted it, and who has it
     */
    int choose(String who, OptionalInt asked, int usual) {
        int wanted = asked.orElse(usual);
        if (take(wanted)) {
            return wanted;
        }
        if (asked.isPresent()) {
            throw FreePort.taken(who, wanted, byWhom(wanted));
        }
        int other = any();
        progress.say("port " + wanted + " is taken" + byWhom(wanted) + "; the " + who + " gets " + other);
        return other;
    }

    /** The usual one, else any free one; nobody needs to know which. */
    int chooseQuietly(int usual) {
        return take(usual) ? usual : any();
    }

    private String byWhom(int port) {
        return chosen.contains(port)
                ? " by another part of this stack"
                : PortOwner.of(port).map(owner -> " by " + owner).orElse(isFree(port) ? " by another stack" : "");
    }

    /** Any free one. */
    int any() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (take(port)) {
                return port;
            }
        }
        throw new StackException("no free port from " + LOWEST + " to " + HIGHEST);
    }

    /** Whether a process could listen there, on loopback. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
