package org.apache.hadoop.io.compress;

/** A codec that can also go from memory to memory. */
public interface DirectDecompressionCodec extends CompressionCodec {
    /** A new one. */
    DirectDecompressor createDirectDecompressor();
}
