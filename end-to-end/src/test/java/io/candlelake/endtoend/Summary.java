package io.candlelake.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in text for people: {@code Summary.of("264 ticks, 0 duplicates").numbers("ticks")} is [264]. */
record Summary(String text) {
    static Summary of(String text) {
        return new Summary(text);
    }

    static Pattern word(String word) {
        return Pattern.compile("(?i)(?<![a-z_0-9])" + Pattern.quote(word).replace("s\\E", "\\Es?") + "(?![a-z_0-9])");
    }

    /** The numbers that stand directly before or after the word. */
    List<Long> numbers(String word) {
        List<Long> numbers = new ArrayList<>();
        String number = "(\\d[\\d,]*)";
        Matcher before = Pattern.compile(number + "[ \\t]+" + word(word)).matcher(text);
        Matcher after = Pattern.compile(word(word) + "[ \\t:=|(]+" + number).matcher(text);
        for (Matcher matcher : List.of(before, after)) {
            while (matcher.find()) {
                numbers.add(Long.parseLong(matcher.group(1).replace(",", "")));
            }
        }
        return numbers;
    }
}
