package io.candlelake.benchmarks.ceiling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.Consumer;

/** Lines from Jackson's streaming parser. */
final class JacksonLines implements Lines {
    private final TradeFields fields = new TradeFields();
    private final StringBuilder out = new StringBuilder(160);

    @Override
    public void read(byte[] key, byte[] frame, Consumer<byte[]> line) {
        if (fields.read(frame)) {
            out.setLength(0);
            out.append("{\"p\":\"")
                    .append(fields.product)
                    .append("\",\"i\":")
                    .append(fields.tradeId)
                    .append(",\"x\":\"")
                    .append(fields.price)
                    .append("\",\"s\":\"")
                    .append(fields.size)
                    .append("\",\"d\":\"")
                    .append(fields.side)
                    .append("\",\"t\":")
                    .append(fields.micros)
                    .append(",\"q\":")
                    .append(fields.sequence)
                    .append('}');
            line.accept(out.toString().getBytes(ISO_8859_1));
        }
    }
}
