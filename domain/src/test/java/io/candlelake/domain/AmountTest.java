package io.candlelake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Exactly what BigDecimal gives, on both sides of the long's limit. */
class AmountTest {
    @Test
    void aSumGrowsBeyondALongAndStaysExact() {
        Amount sum = Amount.of(new BigDecimal("9223372036854775807"));
        assertThat(sum.isCompact()).isFalse();
        sum.set(Long.MAX_VALUE, 0);
        sum.add(Amount.of(new BigDecimal("0.000000000000000001")));
        assertThat(sum).hasToString("9223372036854775807.000000000000000001");
        assertThat(sum.isCompact()).isFalse();
    }

    @Test
    void anExponentIsWrittenOut() {
        assertThat(Amount.of(new BigDecimal("1E+3"))).hasToString("1000");
    }

    @Property(tries = 5_000)
    void addingEqualsBigDecimal(@ForAll("numbers") List<BigDecimal> numbers) {
        Amount sum = new Amount();
        BigDecimal plain = BigDecimal.ZERO;
        for (BigDecimal number : numbers) {
            sum.add(Amount.of(number));
            plain = plain.add(number);
            assertThat(sum.value()).isEqualTo(plain);
        }
    }

    @Property(tries = 5_000)
    void addingProductsEqualsBigDecimal(@ForAll("numbers") List<BigDecimal> numbers) {
        Amount sum = new Amount();
        BigDecimal plain = BigDecimal.ZERO;
        for (int i = 1; i < numbers.size(); i++) {
            sum.addProduct(Amount.of(numbers.get(i - 1)), Amount.of(numbers.get(i)));
            plain = plain.add(numbers.get(i - 1).multiply(numbers.get(i)));
            assertThat(sum.value()).isEqualTo(plain);
        }
    }

    @Property(tries = 5_000)
    void comparingEqualsBigDecimalAndEqualValuesHaveEqualLowBits(@ForAll("numbers") List<BigDecimal> numbers) {
        for (BigDecimal left : numbers) {
            for (BigDecimal right : numbers) {
                assertThat(Amount.of(left).compareTo(Amount.of(right))).isEqualTo(left.compareTo(right));
            }
            Amount withZeros = Amount.of(left.setScale(left.scale() + 2));
            assertThat(withZeros).isEqualTo(Amount.of(left)).hasSameHashCodeAs(Amount.of(left));
            assertThat(Amount.of(left.setScale(18)).lowBits())
                    .isEqualTo(Amount.of(left.stripTrailingZeros()).lowBits())
                    .isEqualTo(left.movePointRight(18).toBigIntegerExact().longValue());
        }
    }

    @Provide
    Arbitrary<List<BigDecimal>> numbers() {
        Arbitrary<BigDecimal> small = Arbitraries.longs()
                .between(0, 99_999_999_999L)
                .map(unscaled -> BigDecimal.valueOf(unscaled, (int) (unscaled % 13)));
        Arbitrary<BigDecimal> large = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TEN.pow(30))
                .map(unscaled -> new BigDecimal(
                        unscaled, unscaled.mod(BigInteger.valueOf(19)).intValue()));
        Arbitrary<BigDecimal> edge = Arbitraries.longs()
                .between(Long.MAX_VALUE - 3, Long.MAX_VALUE)
                .map(unscaled -> BigDecimal.valueOf(unscaled, (int) (unscaled % 2)));
        return Arbitraries.frequencyOf(Tuple.of(8, small), Tuple.of(1, large), Tuple.of(1, edge))
                .list()
                .ofMaxSize(12);
    }
}
