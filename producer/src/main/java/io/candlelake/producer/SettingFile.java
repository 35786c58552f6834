package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** The settings of a properties file: {@code SettingFile.read("/etc/candlelake.properties", problems)}. */
final class SettingFile {
    private SettingFile() {}

    /** What stands in it; a file that cannot be read, and a name that is no setting, are problems. */
    static Map<Setting, String> read(String name, List<String> problems) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        Properties properties = load(name, problems);
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            Setting.find(key)
                    .filter(setting -> setting != Setting.CANDLELAKE_CONFIG)
                    .ifPresentOrElse(
                            setting -> values.put(setting, properties.getProperty(key)),
                            () -> problems.add(name + " sets '" + key
                                    + "', which is no setting of a file: correct or remove it (--help lists them)"));
        }
        return values;
    }

    private static Properties load(String name, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(name), UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add("CANDLELAKE_CONFIG is '" + name + "', which cannot be read as a properties file ("
                    + unreadable.getClass().getSimpleName() + "): correct the path, or unset it");
        }
        return properties;
    }
}
