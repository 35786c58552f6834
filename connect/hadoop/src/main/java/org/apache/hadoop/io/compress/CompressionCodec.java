package org.apache.hadoop.io.compress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One way to compress. */
public interface CompressionCodec {
    /** Compresses what is written. */
    CompressionOutputStream createOutputStream(OutputStream out) throws IOException;

    /** Compresses what is written, by that compressor where it has one. */
    CompressionOutputStream createOutputStream(OutputStream out, @Nullable Compressor compressor) throws IOException;

    /** What {@link CodecPool} keeps; null when there is nothing worth keeping. */
    @Nullable
    Class<? extends Compressor> getCompressorType();

    /** Null when the streams need none. */
    @Nullable
    Compressor createCompressor();

    /** Reads what was compressed. */
    CompressionInputStream createInputStream(InputStream in) throws IOException;

    /** Reads what was compressed, by that decompressor where it has one. */
    CompressionInputStream createInputStream(InputStream in, @Nullable Decompressor decompressor) throws IOException;

    /** What {@link CodecPool} keeps; null when there is nothing worth keeping. */
    @Nullable
    Class<? extends Decompressor> getDecompressorType();

    /** Null when the streams need none. */
    @Nullable
    Decompressor createDecompressor();

    /** Of files: {@code .gz}. */
    String getDefaultExtension();
}
