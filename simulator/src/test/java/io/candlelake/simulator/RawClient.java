package io.candlelake.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client of a feed that sees the bytes as they are, and whether the connection has an end. */
final class RawClient implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;

    private final Socket socket;
    private final String status;

    RawClient(URI uri) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "GET " + uri.getPath() + " HTTP/1.1",
                                "Host: localhost",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Version: 13",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
        status = head();
    }

    /** {@code HTTP/1.1 101 Switching Protocols}. */
    String status() {
        return status;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) byteRead());
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    RawClient send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        // A mask of zeros leaves the payload as it is.
        frame.write(new byte[4]);
        frame.write(payload);
        socket.getOutputStream().write(frame.toByteArray());
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads the next frame as a whole; throws when the connection ends before or within it. */
    String frame() throws IOException {
        byteRead();
        long length = byteRead();
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        length = more == 0 ? length : 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | byteRead();
        }
        byte[] payload = new byte[(int) length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) byteRead();
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    private int byteRead() throws IOException {
        int read = socket.getInputStream().read();
        if (read < 0) {
            throw new EndOfConnection();
        }
        return read;
    }

    /** Bytes that come before nothing comes for so long. Throws when the connection ends. */
    long bytesUntilSilence(int millis) throws IOException {
        socket.setSoTimeout(millis);
        long bytes = 0;
        byte[] block = new byte[65_536];
        try {
            long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000L;
            while (System.nanoTime() < deadline) {
                int read = socket.getInputStream().read(block);
                if (read < 0) {
                    throw new EndOfConnection();
                }
                bytes += read;
            }
            throw new AssertionError("the connection does not fall silent");
        } catch (SocketTimeoutException silence) {
            return bytes;
        } finally {
            socket.setSoTimeout(DEADLINE_MILLIS);
        }
    }

    /** Bytes until the connection ends, however it does. */
    long drain() {
        long bytes = 0;
        try {
            InputStream in = socket.getInputStream();
            byte[] block = new byte[65_536];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                bytes += read;
            }
        } catch (SocketTimeoutException endless) {
            throw new AssertionError("the connection does not end", endless);
        } catch (IOException cutOff) {
            return bytes;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The server said no more. */
    static final class EndOfConnection extends IOException {
        EndOfConnection() {
            super("the connection has ended");
        }
    }
}
