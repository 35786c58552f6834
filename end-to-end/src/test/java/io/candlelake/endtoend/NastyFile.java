package io.candlelake.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.candlelake.endtoend.expected.Recording;
import io.candlelake.endtoend.expected.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds a file in which good trades stand among everything that can be wrong with a line, and knows which is which. */
final class NastyFile {
    /** What a frame may have at most. */
    static final int LIMIT = 8 << 20;

    /**
     * A line that must become one row of rejects.
     *
     * @param what in words
     * @param reason a pattern for the reason
     */
    record Bad(String what, String reason, byte[] line) {}

    private final String product;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Trade> good = new ArrayList<>();
    private final List<Bad> bad = new ArrayList<>();
    private long nextId = 1;

    NastyFile(String product) {
        this.product = product;
    }

    List<Trade> good() {
        return good;
    }

    List<Bad> bad() {
        return bad;
    }

    long nextId() {
        return nextId;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes.toByteArray());
    }

    /** A good trade, three seconds after the line before, so that the file spans minutes. */
    NastyFile goodTrade() throws IOException {
        return goodLine(match("").replace("ID", Long.toString(nextId)));
    }

    /** A line that is good though it looks unusual. */
    NastyFile goodLine(String line) throws IOException {
        append(line.getBytes(ISO_8859_1));
        good.addAll(Recording.trades(line.getBytes(ISO_8859_1)));
        nextId++;
        return this;
    }

    /** A line with neither a trade nor a fault. */
    NastyFile neutral(String line) {
        append(line.getBytes(ISO_8859_1));
        return this;
    }

    /** A match in which one part was replaced by something wrong; its id is used up. */
    NastyFile badTrade(String what, String reason, String part, String replacement) {
        String line = match("");
        if (!line.contains(part)) {
            throw new IllegalArgumentException("no " + part + " in " + line);
        }
        line = line.replace(part, replacement).replace("ID", Long.toString(nextId++));
        return badLine(what, reason, line.getBytes(ISO_8859_1));
    }

    NastyFile badLine(String what, String reason, byte[] line) {
        append(line);
        bad.add(new Bad(what, reason, line));
        return this;
    }

    /** {@code ID} stands for the id. */
    String match(String padding) {
        long second = nextId * 3;
        return "{\"type\":\"match\",\"trade_id\":ID,\"maker_order_id\":\"m" + padding + "\",\"taker_order_id\":\"t"
                + nextId + "\",\"side\":\"" + (nextId % 2 == 0 ? "buy" : "sell") + "\",\"size\":\"0." + (nextId + 1)
                + "\",\"price\":\"" + (100 + nextId % 7) + ".25\",\"product_id\":\"" + product + "\",\"sequence\":"
                + nextId * 10 + ",\"time\":\"2026-05-05T10:"
                + String.format("%02d:%02d.%06dZ", second / 60, second % 60, nextId)
                + "\"}";
    }

    private void append(byte[] line) {
        bytes.writeBytes(line);
        bytes.write('\n');
    }
}
