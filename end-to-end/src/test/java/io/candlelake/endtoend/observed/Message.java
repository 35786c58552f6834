package io.candlelake.endtoend.observed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One message's fields by their types, as the data dictionary has them; one that is absent or of another type is an error that names it. */
record Message(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Message of(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Message(JSON.readTree(record.value()));
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    record.topic() + " " + record.partition() + "/" + record.offset() + " is no JSON", unreadable);
        }
    }

    String text(String name) {
        JsonNode field = field(name);
        if (!field.isTextual()) {
            throw new IllegalStateException(name + " is no text in " + json);
        }
        return field.textValue();
    }

    Optional<String> optionalText(String name) {
        return json.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A decimal travels as text. */
    BigDecimal decimal(String name) {
        return new BigDecimal(text(name));
    }

    long number(String name) {
        JsonNode field = field(name);
        if (!field.isIntegralNumber()) {
            throw new IllegalStateException(name + " is no whole number in " + json);
        }
        return field.longValue();
    }

    Optional<Long> optionalNumber(String name) {
        return json.hasNonNull(name) ? Optional.of(number(name)) : Optional.empty();
    }

    boolean truth(String name) {
        JsonNode field = field(name);
        if (!field.isBoolean()) {
            throw new IllegalStateException(name + " is neither true nor false in " + json);
        }
        return field.booleanValue();
    }

    Instant time(String name) {
        return Instant.parse(text(name));
    }

    Optional<Instant> optionalTime(String name) {
        return json.hasNonNull(name) ? Optional.of(time(name)) : Optional.empty();
    }

    UUID uuid(String name) {
        return UUID.fromString(text(name));
    }

    private JsonNode field(String name) {
        if (!json.hasNonNull(name)) {
            throw new NoSuchElementException("no " + name + " in " + json);
        }
        return json.get(name);
    }
}
