package io.candlelake.connect.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** {@code connector.class=io.candlelake.connect.sink.LakeSinkConnector}: topics into Iceberg tables, exactly once. */
public final class LakeSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    /** Connect makes it by its name. */
    public LakeSinkConnector() {}

    /** Throws {@link org.apache.kafka.common.config.ConfigException} for a configuration that cannot be. */
    @Override
    public void start(Map<String, String> wanted) {
        var unused = new LakeSinkConfig(wanted);
        properties = Map.copyOf(wanted);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return LakeSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < most; task++) {
            Map<String, String> own = new HashMap<>(properties);
            own.put(LakeSinkConfig.TASK, Integer.toString(task));
            tasks.add(own);
        }
        return tasks;
    }

    @Override
    public void stop() {}

    /** What is wrong, by key; what is wrong between several of them too. */
    @Override
    public Config validate(Map<String, String> wanted) {
        List<ConfigValue> values = new ArrayList<>(super.validate(wanted).configValues());
        LakeSinkConfig.problems(wanted)
                .forEach((key, problem) -> value(values, key).addErrorMessage(problem));
        return new Config(values);
    }

    private static ConfigValue value(List<ConfigValue> values, String key) {
        return values.stream()
                .filter(each -> each.name().equals(key))
                .findFirst()
                .orElseGet(() -> {
                    ConfigValue added = new ConfigValue(key);
                    values.add(added);
                    return added;
                });
    }

    @Override
    public ConfigDef config() {
        return LakeSinkConfig.DEFINITION;
    }

    @Override
    public String version() {
        return Version.OF_THIS;
    }
}
