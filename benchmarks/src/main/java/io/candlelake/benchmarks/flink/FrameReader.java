package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerFrame;
import io.candlelake.benchmarks.peer.PeerJson;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** From the bytes of a record to what they say. */
final class FrameReader extends AbstractDeserializationSchema<PeerFrame> {
    private static final long serialVersionUID = 1;

    FrameReader() {
        super(PeerFrame.class);
    }

    @Override
    public PeerFrame deserialize(byte[] frame) {
        return PeerJson.frame(frame);
    }
}
