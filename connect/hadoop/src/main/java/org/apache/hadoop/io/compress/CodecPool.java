package org.apache.hadoop.io.compress;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Compressors and decompressors that nobody uses at the moment, for whoever needs one next. */
public final class CodecPool {
    private static final Map<Class<?>, Queue<Compressor>> COMPRESSORS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Queue<Decompressor>> DECOMPRESSORS = new ConcurrentHashMap<>();

    private CodecPool() {}

    /** One of the codec's, or null when it has none. */
    public static @Nullable Compressor getCompressor(CompressionCodec codec) {
        Compressor kept = take(COMPRESSORS, codec.getCompressorType());
        return kept != null ? kept : codec.createCompressor();
    }

    /** One of the codec's, or null when it has none. */
    public static @Nullable Decompressor getDecompressor(CompressionCodec codec) {
        Decompressor kept = take(DECOMPRESSORS, codec.getDecompressorType());
        return kept != null ? kept : codec.createDecompressor();
    }

    /** It is not to be used any more by whoever gives it back. */
    public static void returnCompressor(@Nullable Compressor compressor) {
        if (compressor != null) {
            compressor.reset();
            keep(COMPRESSORS, compressor);
        }
    }

    /** It is not to be used any more by whoever gives it back. */
    public static void returnDecompressor(@Nullable Decompressor decompressor) {
        if (decompressor != null) {
            decompressor.reset();
            keep(DECOMPRESSORS, decompressor);
        }
    }

    private static <T> @Nullable T take(Map<Class<?>, Queue<T>> pool, @Nullable Class<?> type) {
        Queue<T> idle = type == null ? null : pool.get(type);
        return idle == null ? null : idle.poll();
    }

    private static <T> void keep(Map<Class<?>, Queue<T>> pool, T idle) {
        pool.computeIfAbsent(idle.getClass(), type -> new ConcurrentLinkedQueue<>())
                .add(idle);
    }
}
