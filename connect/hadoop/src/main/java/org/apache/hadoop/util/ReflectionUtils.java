package org.apache.hadoop.util;

import java.lang.reflect.Constructor;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;

/** Makes the codecs, which Parquet knows by name. */
public final class ReflectionUtils {
    private ReflectionUtils() {}

    /** One with these settings. Throws {@link IllegalStateException} when it cannot be made. */
    public static <T> T newInstance(Class<T> type, Configuration configuration) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            T made = constructor.newInstance();
            if (made instanceof Configurable configurable) {
                configurable.setConf(configuration);
            }
            return made;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName() + " cannot be made", impossible);
        }
    }
}
