package io.candlelake.streams.batch;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What carries a batch past Streams to its deserializer: headers that hold none. */
final class BatchHeaders implements Headers {
    private static final Header[] NONE = {};
    private final RawBatch batch;

    BatchHeaders(RawBatch batch) {
        this.batch = batch;
    }

    RawBatch batch() {
        return batch;
    }

    @Override
    public Headers add(Header header) {
        throw new IllegalStateException("the headers of a batch cannot be changed");
    }

    @Override
    public Headers add(String key, byte[] value) {
        throw new IllegalStateException("the headers of a batch cannot be changed");
    }

    @Override
    public Headers remove(String key) {
        throw new IllegalStateException("the headers of a batch cannot be changed");
    }

    @Override
    public @Nullable Header lastHeader(String key) {
        return null;
    }

    @Override
    public Iterable<Header> headers(String key) {
        return List.of();
    }

    @Override
    public Header[] toArray() {
        return NONE;
    }

    @Override
    public Iterator<Header> iterator() {
        return Collections.emptyIterator();
    }
}
