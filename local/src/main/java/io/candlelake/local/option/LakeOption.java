package io.candlelake.local.option;

import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.StackDirectory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code @Mixin LakeOption lake}: which stack a command reads, {@code --data DIR --lake LAKE}. */
public final class LakeOption {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--lake",
            paramLabel = "LAKE",
            converter = Words.class,
            description = "simulated, replayed or live (default: the running stack's, else the last used one).")
    private @Nullable Lake lake;

    /** As {@link StackDirectory#choose}: throws StackException when nothing was started there. */
    public StackDirectory directory() {
        return StackDirectory.choose(data.path(), Optional.ofNullable(lake));
    }

    static final class Words implements ITypeConverter<Lake> {
        @Override
        public Lake convert(String word) {
            return Lake.parse(word)
                    .orElseThrow(() ->
                            new TypeConversionException("'" + word + "' is no lake: simulated, replayed or live are"));
        }
    }
}
