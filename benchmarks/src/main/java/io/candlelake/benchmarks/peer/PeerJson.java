package io.candlelake.benchmarks.peer;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Jackson's object mapper as one sets it up for such messages: snake case, decimals as text. */
public final class PeerJson {
    private static final ObjectMapper MAPPER = mapper();

    private PeerJson() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
                .build();
        mapper.configOverride(BigDecimal.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
        return mapper;
    }

    /** Maps and validates; never throws for what the bytes hold. */
    public static PeerFrame frame(byte[] payload) {
        PeerFrame frame = new PeerFrame();
        try {
            frame.trade = MAPPER.readValue(payload, PeerTrade.class);
            frame.trade.micros = micros(frame.trade.time);
            frame.fault = fault(frame.trade);
        } catch (IOException | DateTimeException broken) {
            frame.fault = String.valueOf(broken.getMessage());
        }
        frame.payload = frame.isValid() ? frame.payload : payload;
        return frame;
    }

    private static long micros(String time) {
        Instant instant = Instant.parse(time);
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    private static String fault(PeerTrade trade) {
        if (!trade.type.equals("match") || trade.productId.isEmpty() || trade.tradeId < 1) {
            return "not a match, or without a product or an id";
        }
        if (trade.price.signum() <= 0 || trade.size.signum() <= 0) {
            return "the price or the size is not positive";
        }
        return trade.side.equals("buy") || trade.side.equals("sell") ? "" : "the side is neither buy nor sell";
    }

    /** The message of rejects. */
    public static byte[] reject(PeerFrame frame) {
        return write(Map.of("detail", frame.fault, "payload", frame.payload));
    }

    public static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static <T> T read(byte[] message, Class<T> type) {
        try {
            return MAPPER.readValue(message, type);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
