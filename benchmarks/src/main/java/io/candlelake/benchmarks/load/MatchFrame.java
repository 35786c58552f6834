package io.candlelake.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;

/** Frames of the Exchange feed's matches channel, field for field in Coinbase's order, and spoilt ones. */
final class MatchFrame {
    /** In how many ways a frame can be spoilt. */
    static final int SPOILT = 8;

    private MatchFrame() {}

    /** {@code {"type":"match","trade_id":1052119289,"maker_order_id":"...",...}}: 290 to 300 bytes. */
    static byte[] of(MadeTrade trade) {
        return text(
                Long.toString(trade.tradeId()), price(trade), size(trade), side(trade), time(trade.micros()), trade);
    }

    /** The same trade with a fault that the product of the frame survives. Numbers 0 to 7. */
    static byte[] spoilt(MadeTrade trade, int fault) {
        String id = Long.toString(trade.tradeId());
        String time = time(trade.micros());
        return switch (fault) {
            case 0 -> truncated(of(trade));
            case 1 -> text(id, "NaN", size(trade), side(trade), time, trade);
            case 2 -> text(id, "-" + price(trade), size(trade), side(trade), time, trade);
            case 3 -> text(id, price(trade), "0.00000000", side(trade), time, trade);
            case 4 -> text(id, price(trade), "", side(trade), time, trade);
            case 5 -> text(id, price(trade), size(trade), "hold", time, trade);
            case 6 -> text(id, price(trade), size(trade), side(trade), "yesterday", trade);
            case 7 -> text("-" + id, price(trade), size(trade), side(trade), time, trade);
            default -> throw new IllegalArgumentException("no such fault: " + fault);
        };
    }

    private static byte[] text(String tradeId, String price, String size, String side, String time, MadeTrade trade) {
        StringBuilder out = new StringBuilder(304)
                .append("{\"type\":\"match\",\"trade_id\":")
                .append(tradeId);
        uuid(out.append(",\"maker_order_id\":\""), trade.makerOrder());
        uuid(out.append("\",\"taker_order_id\":\""), trade.takerOrder());
        return out.append("\",\"side\":\"")
                .append(side)
                .append("\",\"size\":\"")
                .append(size)
                .append("\",\"price\":\"")
                .append(price)
                .append("\",\"product_id\":\"")
                .append(trade.product())
                .append("\",\"sequence\":")
                .append(trade.sequence())
                .append(",\"time\":\"")
                .append(time)
                .append("\"}")
                .toString()
                .getBytes(ISO_8859_1);
    }

    private static byte[] truncated(byte[] frame) {
        return java.util.Arrays.copyOf(frame, frame.length - 20);
    }

    private static String price(MadeTrade trade) {
        return BigDecimal.valueOf(trade.priceCents(), MadeTrade.PRICE_SCALE).toPlainString();
    }

    private static String size(MadeTrade trade) {
        return BigDecimal.valueOf(trade.sizeUnits(), MadeTrade.SIZE_SCALE).toPlainString();
    }

    private static String side(MadeTrade trade) {
        return trade.makerBuys() ? "buy" : "sell";
    }

    private static String time(long micros) {
        return new Timestamp(micros).toString();
    }

    /** 32 digits in five groups, as random as the half that is given. */
    private static void uuid(StringBuilder out, long half) {
        long other = Long.reverse(half) * 0x9E3779B97F4A7C15L;
        hex(out, half, 8, 56);
        hex(out.append('-'), half, 4, 24);
        hex(out.append('-'), half, 4, 8);
        hex(out.append('-'), other, 4, 56);
        hex(out.append('-'), other, 12, 40);
    }

    /** So many hexadecimal digits, from the byte at the shift downwards. */
    private static void hex(StringBuilder out, long bits, int digits, int shift) {
        for (int i = 0, at = shift + 4; i < digits; i++, at -= 4) {
            out.append("0123456789abcdef".charAt((int) (bits >>> at) & 15));
        }
    }
}
