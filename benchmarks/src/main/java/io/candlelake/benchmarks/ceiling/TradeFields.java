package io.candlelake.benchmarks.ceiling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * The fields of a match frame, read by Jackson's streaming parser into values of their own kind: {@code 1052119289, 63514.6,
 * 0.2}. One is used for all frames. The yardstick, so it stays as it is, whatever becomes of the product's own parser.
 */
final class TradeFields {
    private static final JsonFactory JSON = new JsonFactory();

    String product = "";
    String side = "";
    long tradeId;
    long sequence;
    long micros;
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;

    /** Whether the frame holds a valid trade; its fields then stand in this. */
    boolean read(byte[] frame) {
        clear();
        try (JsonParser parser = JSON.createParser(frame)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue()) {
                    take(name, parser);
                } else {
                    parser.skipChildren();
                }
            }
            return isValid();
        } catch (JsonProcessingException | NumberFormatException broken) {
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void clear() {
        product = "";
        side = "";
        tradeId = 0;
        micros = 0;
        price = BigDecimal.ZERO;
        size = BigDecimal.ZERO;
    }

    private void take(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "product_id" -> product = parser.getText();
            case "trade_id" -> tradeId = parser.getLongValue();
            case "price" -> price = new BigDecimal(parser.getText());
            case "size" -> size = new BigDecimal(parser.getText());
            case "side" -> side = parser.getText();
            case "sequence" -> sequence = parser.getLongValue();
            case "time" ->
                micros = Timestamp.parse(parser.getText())
                        .map(Timestamp::epochMicros)
                        .orElse(0L);
            default -> {
                // Not needed.
            }
        }
    }

    private boolean isValid() {
        return !product.isEmpty()
                && tradeId > 0
                && micros > 0
                && price.signum() > 0
                && size.signum() > 0
                && (side.equals("buy") || side.equals("sell"));
    }
}
