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
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** The server's side of a WebSocket, bare: it sends exactly what a test says, piece by piece. */
public final class FakeCoinbase implements AutoCloseable {
    private static final String WEB_SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;

    private final String scheme;
    private final ServerSocket server;
    private final Door door;
    private final AtomicInteger attempts = new AtomicInteger();
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Client> clients = new LinkedBlockingQueue<>();

    /** What becomes of who comes. */
    enum Door {
        /** Is let in. */
        OPEN,
        /** Is told that there are too many. */
        TOO_MANY,
        /** Is cut off as soon as it is there. */
        CUT,
        /** Is never answered. */
        MUTE
    }

    /** Lets everyone in. */
    public FakeCoinbase() throws IOException {
        this(Door.OPEN);
    }

    FakeCoinbase(Door door) throws IOException {
        this("ws", ServerSocketFactory.getDefault(), door);
    }

    /** {@code wss}, with the factory of an SSL context. */
    FakeCoinbase(String scheme, ServerSocketFactory sockets, Door door) throws IOException {
        this.scheme = scheme;
        this.door = door;
        server = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon("fake coinbase", this::accept);
    }

    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** How many came, whatever became of them. */
    int attempts() {
        return attempts.get();
    }

    /** The next connection, once it has subscribed. */
    public Client nextClient() throws InterruptedException {
        Client client = clients.poll(30, TimeUnit.SECONDS);
        if (client == null) {
            throw new AssertionError("no connection came");
        }
        return client;
    }

    boolean hasClient() {
        return !clients.isEmpty();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                attempts.incrementAndGet();
                sockets.add(socket);
                daemon("fake coinbase's client", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            switch (door) {
                case CUT -> socket.close();
                case MUTE -> {}
                case TOO_MANY -> {
                    readHead(new DataInputStream(socket.getInputStream()));
                    socket.getOutputStream()
                            .write("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
                }
                case OPEN -> {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    shakeHands(readHead(in), socket.getOutputStream());
                    Client client = new Client(socket);
                    client.listen(in, clients);
                }
            }
        } catch (IOException gone) {
            // Who left before it was served is seen by the test in what it misses.
        }
    }

    /** The key that the client sent. */
    @SuppressWarnings("deprecation") // readLine: HTTP's head is ASCII
    private static String readHead(DataInputStream in) throws IOException {
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return key;
    }

    private static void shakeHands(String key, OutputStream out) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + WEB_SOCKET_GUID).getBytes(UTF_8));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                    .getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** A connection, as the server has it. */
    public static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> left = new CompletableFuture<>();

        private Client(Socket socket) {
            this.socket = socket;
        }

        /** Until the client leaves. Is ready for the test with its first message. */
        private void listen(DataInputStream in, BlockingQueue<Client> ready) {
            try {
                boolean first = true;
                for (String text = readText(in); text != null; text = readText(in)) {
                    messages.add(text);
                    if (first) {
                        ready.add(this);
                        first = false;
                    }
                }
            } catch (IOException gone) {
                // It has left, too.
            }
            left.complete(null);
        }

        /** One masked text frame of at most 64 KiB; null when it says goodbye. */
        private static @Nullable String readText(DataInputStream in) throws IOException {
            int opcode = in.readByte() & 0x0f;
            int length = in.readByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] text = in.readNBytes(length);
            for (int i = 0; i < text.length; i++) {
                text[i] ^= mask[i % 4];
            }
            return opcode == CLOSE ? null : new String(text, UTF_8);
        }

        /** What the client said next. */
        public String nextMessage() throws InterruptedException {
            String message = messages.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("the client said nothing");
            }
            return message;
        }

        /** Returns when the client has said goodbye, or is gone. */
        void awaitLeaving() {
            left.orTimeout(30, TimeUnit.SECONDS).join();
        }

        public void send(String text) {
            sendBytes(text.getBytes(UTF_8), Integer.MAX_VALUE);
        }

        void sendInPieces(String text, int pieceBytes) {
            sendBytes(text.getBytes(UTF_8), pieceBytes);
        }

        private synchronized void sendBytes(byte[] bytes, int pieceBytes) {
            int from = 0;
            do {
                int to = (int) Math.min((long) from + pieceBytes, bytes.length);
                write(to == bytes.length, from == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(bytes, from, to));
                from = to;
            } while (from < bytes.length);
        }

        /** The first half of a frame, and the end of the connection. */
        void cutIn(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            OutputStream out = socket.getOutputStream();
            out.write(0x80 | TEXT);
            writeLength(out, bytes.length);
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            socket.close();
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

    /** Exchange's acknowledgement of both channels of the products. */
    static String acknowledgement(String... products) {
        String list = "[\"" + String.join("\",\"", List.of(products)) + "\"]";
        return "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":" + list
                + ",\"account_ids\":null},{\"name\":\"heartbeat\",\"product_ids\":" + list + ",\"account_ids\":null}]}";
    }
}
