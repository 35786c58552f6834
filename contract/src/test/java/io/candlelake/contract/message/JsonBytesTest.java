package io.candlelake.contract.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Amount;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static final byte[] NAME = JsonBytes.name("n");

    private final JsonBytes json = new JsonBytes();

    @Property(tries = 20_000)
    void anAmountIsWrittenAsBigDecimalWritesIt(
            @ForAll @LongRange(min = 0) long unscaled, @ForAll @IntRange(max = 36) int scale) {
        Amount amount = new Amount();
        amount.set(unscaled, scale);
        assertThat(text(json.start().decimal(NAME, amount).end()))
                .isEqualTo("{\"n\":\"" + new BigDecimal(amount.value().unscaledValue(), scale).toPlainString() + "\"}");
    }

    @Property(tries = 20_000)
    void aNumberIsWrittenAsJavaWritesIt(@ForAll long number) {
        assertThat(text(json.start().number(NAME, number).end())).isEqualTo("{\"n\":" + number + "}");
    }

    @Property(tries = 20_000)
    void aTimeIsWrittenAsItsOwnText(
            @ForAll @LongRange(min = -62_167_219_200_000_000L, max = 253_402_300_799_999_999L) long micros,
            @ForAll @LongRange(max = 120_000_000) long later) {
        long second = Math.min(micros + later, 253_402_300_799_999_999L);
        assertThat(text(json.start().time(NAME, micros).time(NAME, second).end()))
                .isEqualTo("{\"n\":\"" + new Timestamp(micros) + "\",\"n\":\"" + new Timestamp(second) + "\"}");
    }

    @Test
    void whatIsLongerThanTheBytesMakesThemGrow() {
        String longText = "x".repeat(5_000);
        assertThat(text(json.start().text(NAME, longText).truth(NAME, true).end()))
                .isEqualTo("{\"n\":\"" + longText + "\",\"n\":true}");
    }

    @Test
    void aTextThatNeedsEscapesIsRefused() {
        assertThatThrownBy(() -> json.start().text(NAME, "a\"b")).hasMessageContaining("vocabulary");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
