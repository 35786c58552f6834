package io.candlelake.benchmarks.ceiling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.PlainFrameParser;
import io.candlelake.domain.ProductId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;

/** Lines from the parser that the product has. */
final class FrameParserLines implements Lines {
    private final PlainFrameParser parser = new PlainFrameParser();
    private final Map<Bytes, ProductId> products = new HashMap<>();
    private final StringBuilder out = new StringBuilder(160);

    @Override
    public void read(byte[] key, byte[] frame, Consumer<byte[]> line) {
        ProductId product =
                products.computeIfAbsent(Bytes.wrap(key), bytes -> ProductId.of(new String(bytes.get(), UTF_8)));
        int trades = parser.parse(frame, key, product);
        for (int i = 0; i < trades; i++) {
            line.accept(line(parser.trade(i)));
        }
    }

    private byte[] line(FlatTrade trade) {
        out.setLength(0);
        out.append("{\"p\":\"")
                .append(trade.productId().value())
                .append("\",\"i\":")
                .append(trade.tradeId())
                .append(",\"x\":\"")
                .append(trade.price())
                .append("\",\"s\":\"")
                .append(trade.size())
                .append("\",\"d\":\"")
                .append(trade.takerSide().label())
                .append("\",\"t\":")
                .append(trade.epochMicros())
                .append(",\"q\":")
                .append(trade.sequence())
                .append('}');
        return out.toString().getBytes(ISO_8859_1);
    }
}
