package io.candlelake.producer.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The server's side of a WebSocket, bare: it sends exactly what a test says, piece by piece. */
final class FakeCoinbase implements AutoCloseable {
    private static final String WEB_SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;

    private final ServerSocket server;
    private final BlockingQueue<Client> clients = new LinkedBlockingQueue<>();

    FakeCoinbase() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "fake coinbase");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** The next connection, once it has subscribed. */
    Client nextClient() throws InterruptedException {
        Client client = clients.poll(20, java.util.concurrent.TimeUnit.SECONDS);
        if (client == null) {
            throw new AssertionError("no connection came");
        }
        return client;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                shakeHands(in, socket.getOutputStream());
                clients.add(new Client(socket, readText(in)));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @SuppressWarnings("deprecation") // readLine: HTTP's head is ASCII
    private static void shakeHands(DataInputStream in, OutputStream out) throws IOException {
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + WEB_SOCKET_GUID).getBytes(UTF_8));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                    .getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One short masked text frame. */
    private static String readText(DataInputStream in) throws IOException {
        in.readByte();
        int length = in.readByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new String(text, UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Client client : clients) {
            client.close();
        }
    }

    /** A connection, as the server has it. */
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final String subscription;

        private Client(Socket socket, String subscription) {
            this.socket = socket;
            this.subscription = subscription;
        }

        String subscription() {
            return subscription;
        }

        void send(String text) {
            sendBytes(text.getBytes(UTF_8), Integer.MAX_VALUE);
        }

        void sendInPieces(String text, int pieceBytes) {
            sendBytes(text.getBytes(UTF_8), pieceBytes);
        }

        private void sendBytes(byte[] bytes, int pieceBytes) {
            int from = 0;
            do {
                int to = (int) Math.min((long) from + pieceBytes, bytes.length);
                write(to == bytes.length, from == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(bytes, from, to));
                from = to;
            } while (from < bytes.length);
        }

        void sayGoodbye(int status) {
            write(true, CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
        }

        private void write(boolean last, int opcode, byte[] payload) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write((last ? 0x80 : 0) | opcode);
                writeLength(out, payload.length);
                out.write(payload);
                out.flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        /** In the shortest of the protocol's three forms, as it demands. */
        private static void writeLength(OutputStream out, int length) throws IOException {
            if (length < 126) {
                out.write(length);
                return;
            }
            out.write(length < 65_536 ? 126 : 127);
            for (int shift = length < 65_536 ? 8 : 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >>> shift));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Acknowledges both channels of the products. */
    static String acknowledgement(String... products) {
        String list = "[\"" + String.join("\",\"", List.of(products)) + "\"]";
        return "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":" + list
                + ",\"account_ids\":null},{\"name\":\"heartbeat\",\"product_ids\":" + list + ",\"account_ids\":null}]}";
    }
}
