package org.apache.hadoop.io.compress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** gzip by Java's own, for tables that were made with {@code write.parquet.compression-codec=gzip}; at its default level. */
public final class GzipCodec implements CompressionCodec {
    private static final int BUFFER = 8192;

    /** Parquet makes it by its name. */
    public GzipCodec() {}

    @Override
    public CompressionOutputStream createOutputStream(OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER);
        return new CompressionOutputStream(gzip) {
            @Override
            public void write(int one) throws IOException {
                gzip.write(one);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                gzip.write(bytes, offset, length);
            }

            @Override
            public void finish() throws IOException {
                gzip.finish();
            }

            @Override
            public void resetState() {
                throw new UnsupportedOperationException("a gzip stream is written once");
            }
        };
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in) throws IOException {
        GZIPInputStream gzip = new GZIPInputStream(in, BUFFER);
        return new CompressionInputStream(gzip) {
            @Override
            public int read() throws IOException {
                return gzip.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return gzip.read(bytes, offset, length);
            }

            @Override
            public void resetState() {
                throw new UnsupportedOperationException("a gzip stream is read once");
            }
        };
    }

    @Override
    public CompressionOutputStream createOutputStream(OutputStream out, @Nullable Compressor none) throws IOException {
        return createOutputStream(out);
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in, @Nullable Decompressor none) throws IOException {
        return createInputStream(in);
    }

    @Override
    public @Nullable Class<? extends Compressor> getCompressorType() {
        return null;
    }

    @Override
    public @Nullable Compressor createCompressor() {
        return null;
    }

    @Override
    public @Nullable Class<? extends Decompressor> getDecompressorType() {
        return null;
    }

    @Override
    public @Nullable Decompressor createDecompressor() {
        return null;
    }

    @Override
    public String getDefaultExtension() {
        return ".gz";
    }
}
