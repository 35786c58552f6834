package io.candlelake.endtoend.observed;

import io.candlelake.endtoend.expected.Candle;
import io.candlelake.endtoend.expected.Trade;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in lines how what came out differs from what was expected; no line means equal, in every column. */
public final class Difference {
    private Difference() {}

    /** Missing, unexpected, repeated and different ticks. */
    public static List<String> ofTicks(Map<Trade.Key, Trade> expected, Collection<ObservedTick> observed) {
        Map<Trade.Key, Trade> found = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (ObservedTick tick : observed) {
            if (found.put(tick.trade().key(), tick.trade()) != null) {
                lines.add("twice: " + tick);
            }
        }
        lines.addAll(between(expected, found));
        return lines;
    }

    /** Missing, unexpected, repeated and different candles with trades. */
    public static List<String> ofCandles(Map<Candle.Key, Candle> expected, Collection<ObservedCandle> observed) {
        Map<Candle.Key, Candle> found = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (ObservedCandle candle : observed) {
            candle.traded().ifPresent(traded -> {
                if (found.put(candle.key(), traded) != null) {
                    lines.add("twice: " + candle);
                }
            });
        }
        lines.addAll(between(expected, found));
        return lines;
    }

    private static <K, V extends Record> List<String> between(Map<K, V> expected, Map<K, V> found) {
        TreeSet<K> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        List<String> lines = new ArrayList<>();
        for (K key : keys) {
            V wanted = expected.get(key);
            V got = found.get(key);
            if (wanted == null) {
                lines.add("unexpected: " + got);
            } else if (got == null) {
                lines.add("missing: " + wanted);
            } else if (!wanted.equals(got)) {
                lines.add(key + ": " + fields(wanted, got));
            }
        }
        return lines;
    }

    private static String fields(Record wanted, Record got) {
        return Arrays.stream(wanted.getClass().getRecordComponents())
                .filter(field -> !Objects.equals(value(field, wanted), value(field, got)))
                .map(field -> field.getName() + " should be " + value(field, wanted) + ", is " + value(field, got))
                .collect(Collectors.joining("; "));
    }

    private static Object value(RecordComponent field, Record record) {
        try {
            return field.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
