package io.candlelake.query.named;

/**
 * What can be set: {@code interval, such as 5m: length of the candles; 1m when it is not set}.
 *
 * @param name as {@code --set} takes it
 * @param type what a value may be
 * @param example a value that another question would have
 * @param meaning one line for a person
 * @param usual what stands in the file, as SQL: a literal or an expression in parentheses
 */
public record Parameter(String name, ParameterType type, String example, String meaning, String usual) {
    /** The SQL literal of a value. Throws {@link NamedQueryException} when it is of another form. */
    String literal(String value) {
        return type.literal(value)
                .orElseThrow(() -> new NamedQueryException(
                        "'" + printable(value) + "' is no value of " + name + ": " + type.form()));
    }

    /** What stands in the file, as a person reads it: {@code 1m}, {@code current_timestamp - INTERVAL '1' DAY}. */
    public String usualText() {
        return usual.startsWith("(")
                ? usual.substring(1, usual.length() - 1)
                : usual.replaceFirst("^[A-Z]+ ", "").replaceFirst("^'(.*)'$", "$1");
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "·");
    }
}
