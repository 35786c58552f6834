package io.candlelake.lake.sink;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * An event on the control topic of Apache's sink, in Iceberg's form: two bytes of magic, the Avro schema as text, the record.
 *
 * @param event with the fields id, type, timestamp, group_id and payload
 */
record SinkEvent(GenericRecord event) {
    private static final int MAGIC_BYTES = 2;

    /** Throws {@link IllegalStateException} when the bytes are not of that form. */
    static SinkEvent parse(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(MAGIC_BYTES);
            Schema schema = new Schema.Parser().parse(in.readUTF());
            return new SinkEvent(new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().directBinaryDecoder(in, null)));
        } catch (IOException | RuntimeException foreign) {
            throw new IllegalStateException(
                    "an event of Apache's sink cannot be read: " + foreign.getMessage(), foreign);
        }
    }

    /** How many files a task of this group tells of; 0 for every other event. */
    long filesOf(String group) {
        boolean isOurs = group.equals(String.valueOf(event.get("group_id")));
        return isOurs && event.get("payload") instanceof GenericRecord payload
                ? size(payload, "data_files") + size(payload, "delete_files")
                : 0;
    }

    private static long size(GenericRecord payload, String field) {
        return payload.hasField(field) && payload.get(field) instanceof Collection<?> files ? files.size() : 0;
    }
}
