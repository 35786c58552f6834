package io.candlelake.query.named;

import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a value may be, and the SQL literal it becomes: {@code TIME.literal("2026-07-07T22:58Z")} is {@code TIMESTAMP '2026-07-07
 * 22:58:00.000000 UTC'}. A literal is written from the parsed value, never from the text itself, so that no text can be more than a
 * value.
 */
enum ParameterType {
    PRODUCT("a market such as BTC-USD"),
    PRODUCTS("a market such as BTC-USD, or a pattern such as %-USD"),
    INTERVAL("1m, 5m, 15m, 1h, 6h or 1d"),
    TIME("a time such as 2026-07-07T22:58:17.164892Z or a day such as 2026-07-07, in UTC"),
    DECIMAL("a number above 0 such as 0.5, of at most 18 digits on either side of the point"),
    COUNT("a whole number from 1 to 999999999");

    private static final Pattern PRODUCT_PATTERN = Pattern.compile("[A-Z0-9%-]{1,49}");
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern WHOLE = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(?:Z| ?UTC|([+-]\\d\\d:\\d\\d))");
    /** Finer digits are cut off. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final String form;

    ParameterType(String form) {
        this.form = form;
    }

    /** The word in a file's header: {@code products}. */
    static Optional<ParameterType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(ParameterType::word).collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For a person: {@code a market such as BTC-USD}. */
    String form() {
        return form;
    }

    /** Empty when the text is of another form. */
    Optional<String> literal(String text) {
        return switch (this) {
            case PRODUCT -> ProductId.parse(text).map(product -> quoted(product.value()));
            case PRODUCTS -> matching(PRODUCT_PATTERN, text).map(ParameterType::quoted);
            case INTERVAL -> Interval.parse(text).map(interval -> quoted(interval.label()));
            case TIME -> time(text);
            case DECIMAL -> decimal(text);
            case COUNT -> matching(WHOLE, text);
        };
    }

    private static Optional<String> decimal(String text) {
        return matching(PLAIN_DECIMAL, text)
                .map(BigDecimal::new)
                .filter(number -> number.signum() > 0)
                .map(number -> "DECIMAL " + quoted(number.toPlainString()));
    }

    private static Optional<String> time(String text) {
        try {
            return moment(text).map(time -> "TIMESTAMP " + quoted(MICROS.format(time) + " UTC"));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> moment(String text) {
        if (DAY.matcher(text).matches()) {
            return Optional.of(LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        return Optional.of(MOMENT.matcher(text))
                .filter(moment -> moment.matches())
                .map(moment -> OffsetDateTime.parse(moment.group(1) + "T" + moment.group(2)
                                + (moment.group(3) == null ? "Z" : moment.group(3)))
                        .withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(value -> pattern.matcher(value).matches());
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
