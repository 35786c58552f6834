package org.apache.hadoop.conf;

import java.net.URL;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name: {@code configuration.getInt("parquet.compression.codec.zstd.level", 3)}.
 *
 * <p>Hadoop's own reads its XML of defaults for each one that is made, and Iceberg makes one for each data file. There are no files
 * here: what was not set has the default that the caller names.
 */
public final class Configuration implements Iterable<Map.Entry<String, String>> {
    private final Map<String, String> values;

    /** Empty. */
    public Configuration() {
        values = new TreeMap<>();
    }

    /** Empty, for there are no defaults to load. */
    public Configuration(boolean loadDefaults) {
        this();
    }

    /** A copy. */
    public Configuration(Configuration other) {
        values = new TreeMap<>(other.values);
    }

    /** The value, or null. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** The value, or the default. */
    public @Nullable String get(String name, @Nullable String otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : value;
    }

    /** The value without white space around it, or null. */
    public @Nullable String getTrimmed(String name) {
        return getTrimmed(name, null);
    }

    /** The value without white space around it, or the default. */
    public @Nullable String getTrimmed(String name, @Nullable String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value.strip();
    }

    /** True or false; anything else is the default. */
    public boolean getBoolean(String name, boolean otherwise) {
        return switch (present(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> otherwise;
        };
    }

    /** Throws {@link NumberFormatException} for what is no number. */
    public int getInt(String name, int otherwise) {
        String value = present(name);
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }

    /** Throws {@link NumberFormatException} for what is no number. */
    public long getLong(String name, long otherwise) {
        String value = present(name);
        return value.isEmpty() ? otherwise : Long.parseLong(value);
    }

    /** Throws {@link NumberFormatException} for what is no number. */
    public float getFloat(String name, float otherwise) {
        String value = present(name);
        return value.isEmpty() ? otherwise : Float.parseFloat(value);
    }

    /** Throws {@link NumberFormatException} for what is no number. */
    public double getDouble(String name, double otherwise) {
        String value = present(name);
        return value.isEmpty() ? otherwise : Double.parseDouble(value);
    }

    /** The parts between the commas, or the default. */
    public String @Nullable [] getStrings(String name, String @Nullable ... otherwise) {
        String value = get(name);
        return value == null ? otherwise : value.split(",", -1);
    }

    /** The class of that name, or the default. */
    public @Nullable Class<?> getClass(String name, @Nullable Class<?> otherwise) {
        String value = getTrimmed(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return getClassByName(value);
        } catch (ClassNotFoundException absent) {
            throw new IllegalArgumentException(name + " names the class " + value + ", which is not there", absent);
        }
    }

    /** The class of that name, or the default. Throws {@link ClassCastException} when it is no {@code U}. */
    public <U> @Nullable Class<? extends U> getClass(
            String name, @Nullable Class<? extends U> otherwise, Class<U> type) {
        Class<?> named = getClass(name, otherwise);
        return named == null ? null : named.asSubclass(type);
    }

    /** Throws when there is none. */
    public Class<?> getClassByName(String name) throws ClassNotFoundException {
        return Class.forName(name, true, getClassLoader());
    }

    private String present(String name) {
        String value = values.get(name);
        return value == null ? "" : value.strip();
    }

    /** Where classes are looked for: beside Parquet's and Iceberg's. */
    public ClassLoader getClassLoader() {
        return Configuration.class.getClassLoader();
    }

    /** Refuses: nothing is read here that is not set. */
    @SuppressWarnings("DoNotCallSuggester") // Apache's sink looks for it by reflection
    public void addResource(URL file) {
        throw new UnsupportedOperationException(
                file + " is not read: there is no Hadoop here, only its settings by name");
    }

    /** Over an older value. */
    public void set(String name, String value) {
        values.put(name, value);
    }

    /** Over an older value. */
    public void setBoolean(String name, boolean value) {
        set(name, Boolean.toString(value));
    }

    /** Over an older value. */
    public void setInt(String name, int value) {
        set(name, Integer.toString(value));
    }

    /** Over an older value. */
    public void setLong(String name, long value) {
        set(name, Long.toString(value));
    }

    /** Joined by commas, over an older value. */
    public void setStrings(String name, String... parts) {
        set(name, String.join(",", parts));
    }

    /** The class's name, over an older value. Throws {@link ClassCastException} when it is not of the type. */
    public void setClass(String name, Class<?> value, Class<?> type) {
        set(name, value.asSubclass(type).getName());
    }

    /** As if it had never been set. */
    public void unset(String name) {
        values.remove(name);
    }

    /** By name. */
    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
        return values.entrySet().iterator();
    }
}
