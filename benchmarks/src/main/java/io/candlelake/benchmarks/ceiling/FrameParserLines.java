package io.candlelake.benchmarks.ceiling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Verdict;
import java.util.function.Consumer;

/** Lines from the parser that the product has. */
final class FrameParserLines implements Lines {
    private final FrameParser parser = new FrameParser();
    private final StringBuilder out = new StringBuilder(160);

    @Override
    public void read(byte[] frame, Consumer<byte[]> line) {
        if (parser.parse(frame) instanceof Frame.Trades trades) {
            for (Frame.JudgedTrade judged : trades.trades()) {
                if (judged.verdict() instanceof Verdict.Accepted<Trade> accepted) {
                    line.accept(line(accepted.value()));
                }
            }
        }
    }

    private byte[] line(Trade trade) {
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
                .append(trade.time().epochMicros())
                .append(",\"q\":")
                .append(trade.sequence().orElse(0))
                .append('}');
        return out.toString().getBytes(ISO_8859_1);
    }
}
