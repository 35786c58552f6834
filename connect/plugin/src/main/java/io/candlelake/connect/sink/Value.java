package io.candlelake.connect.sink;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.TimestampType;

/** From a JSON value to a column's: exact, or not at all. */
interface Value {
    /** The value that the parser stands on. Throws {@link UnwritableRecordException} with the value when it does not fit. */
    Object read(JsonParser json) throws IOException, UnwritableRecordException;

    /** Throws {@link IllegalArgumentException} for a type that no message of ours has. */
    static Value of(Type type) {
        return switch (type.typeId()) {
            case STRING -> Value::string;
            case LONG -> Value::number;
            case INTEGER -> Value::integer;
            case BOOLEAN -> Value::bool;
            case DECIMAL -> json -> decimal(json, (DecimalType) type);
            case TIMESTAMP -> {
                if (!((TimestampType) type).shouldAdjustToUTC()) {
                    throw new IllegalArgumentException("a timestamp without time zone");
                }
                yield Value::time;
            }
            case UUID -> Value::uuid;
            case BINARY -> Value::base64;
            default -> throw new IllegalArgumentException("the type " + type);
        };
    }

    private static String string(JsonParser json) throws IOException, UnwritableRecordException {
        require(json, JsonToken.VALUE_STRING, "text");
        return json.getText();
    }

    private static Long number(JsonParser json) throws IOException, UnwritableRecordException {
        require(json, JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw unfit(json, "a 64 bit number");
        }
        return json.getLongValue();
    }

    private static Integer integer(JsonParser json) throws IOException, UnwritableRecordException {
        require(json, JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (json.getNumberType() != JsonParser.NumberType.INT) {
            throw unfit(json, "a 32 bit number");
        }
        return json.getIntValue();
    }

    private static Boolean bool(JsonParser json) throws IOException, UnwritableRecordException {
        if (!json.currentToken().isBoolean()) {
            throw unfit(json, "true or false");
        }
        return json.getBooleanValue();
    }

    /** Text, or a number in JSON: its characters are read as they stand, never through a double. */
    private static BigDecimal decimal(JsonParser json, DecimalType type) throws IOException, UnwritableRecordException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            throw unfit(json, "a decimal");
        }
        try {
            BigDecimal decimal = new BigDecimal(json.getText()).setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (decimal.precision() > type.precision()) {
                throw unfit(json, type.toString());
            }
            return decimal;
        } catch (ArithmeticException digitsWouldBeLost) {
            throw unfit(json, type.toString());
        } catch (NumberFormatException noNumber) {
            throw unfit(json, "a decimal");
        }
    }

    private static Long time(JsonParser json) throws IOException, UnwritableRecordException {
        require(json, JsonToken.VALUE_STRING, "a time in ISO 8601");
        String text = json.getText();
        return Timestamp.parse(text)
                .orElseThrow(
                        () -> new UnwritableRecordException("'" + shown(text) + "' is not a time in ISO 8601, UTC"))
                .epochMicros();
    }

    private static UUID uuid(JsonParser json) throws IOException, UnwritableRecordException {
        require(json, JsonToken.VALUE_STRING, "a UUID");
        try {
            return UUID.fromString(json.getText());
        } catch (IllegalArgumentException none) {
            throw unfit(json, "a UUID");
        }
    }

    private static ByteBuffer base64(JsonParser json) throws IOException, UnwritableRecordException {
        require(json, JsonToken.VALUE_STRING, "base64");
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(json.getText()));
        } catch (IllegalArgumentException none) {
            throw unfit(json, "base64");
        }
    }

    private static void require(JsonParser json, JsonToken wanted, String form)
            throws IOException, UnwritableRecordException {
        if (json.currentToken() != wanted) {
            throw unfit(json, form);
        }
    }

    private static UnwritableRecordException unfit(JsonParser json, String form) throws IOException {
        return new UnwritableRecordException("'" + shown(json.getText()) + "' is not " + form);
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
