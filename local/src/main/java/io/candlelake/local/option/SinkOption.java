package io.candlelake.local.option;

import io.candlelake.connect.SinkKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code @Mixin SinkOption sink}: which connectors fill the tables, {@code --sink apache}, or the variable {@code LAKE_SINK}. */
public final class SinkOption {
    @Option(
            names = "--sink",
            paramLabel = "SINK",
            converter = Labels.class,
            defaultValue = "${env:" + SinkKind.SETTING + "}",
            description = "Which connectors fill the tables: lake (ours, the default) or apache (Apache Iceberg's). "
                    + "A lake that the other one filled is handed over.")
    private @Nullable SinkKind kind;

    /** Empty when nobody said. */
    public Optional<SinkKind> kind() {
        return Optional.ofNullable(kind);
    }

    static final class Labels implements ITypeConverter<@Nullable SinkKind> {
        @Override
        public @Nullable SinkKind convert(String label) {
            try {
                return label.isEmpty() ? null : SinkKind.parse(label);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }
}
