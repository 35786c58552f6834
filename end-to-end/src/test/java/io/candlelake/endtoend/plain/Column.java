package io.candlelake.endtoend.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;

/**
 * One column, and its values as text of one form, whether they come from a message or from Parquet: {@code price, decimal(38, 18)}.
 *
 * @param type as a metadata file has it
 */
public record Column(String name, String type) {
    /** Where there is no value. */
    static final String NONE = "-";

    /** From a message of the topic. */
    String text(JsonNode message) {
        JsonNode value = message.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return NONE;
        }
        if (type.startsWith("decimal")) {
            return plain(new BigDecimal(value.asText()));
        }
        return switch (type) {
            case "timestamptz" -> Long.toString(micros(Instant.parse(value.textValue())));
            case "binary" -> hex(bytes(value));
            case "string", "uuid", "int", "long", "boolean" -> value.asText();
            default -> throw unknown();
        };
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.textValue().getBytes(UTF_8));
    }

    /** From a row of a Parquet file. */
    String text(Group row) {
        if (!row.getType().containsField(name) || row.getFieldRepetitionCount(name) == 0) {
            return NONE;
        }
        if (type.startsWith("decimal")) {
            return plain(new BigDecimal(unscaled(row), scale()));
        }
        return switch (type) {
            case "timestamptz", "long" -> Long.toString(row.getLong(name, 0));
            case "int" -> Integer.toString(row.getInteger(name, 0));
            case "boolean" -> Boolean.toString(row.getBoolean(name, 0));
            case "string" -> row.getBinary(name, 0).toStringUsingUTF8();
            case "binary" -> hex(row.getBinary(name, 0).getBytes());
            case "uuid" -> uuid(row.getBinary(name, 0));
            default -> throw unknown();
        };
    }

    private BigInteger unscaled(Group row) {
        return switch (row.getType().getType(name).asPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> BigInteger.valueOf(row.getInteger(name, 0));
            case INT64 -> BigInteger.valueOf(row.getLong(name, 0));
            case FIXED_LEN_BYTE_ARRAY, BINARY ->
                new BigInteger(row.getBinary(name, 0).getBytes());
            case BOOLEAN, FLOAT, DOUBLE, INT96 -> throw unknown();
        };
    }

    /** Of {@code decimal(38, 18)} 18. */
    private int scale() {
        return Integer.parseInt(
                type.substring(type.indexOf(',') + 1, type.length() - 1).strip());
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String uuid(Binary bytes) {
        ByteBuffer buffer = bytes.toByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private RuntimeException unknown() {
        return new UncheckedIOException(
                new IOException("column " + name + " has a type that this cannot read: " + type));
    }
}
