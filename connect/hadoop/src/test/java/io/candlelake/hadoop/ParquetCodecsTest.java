package io.candlelake.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Files;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is no Hadoop on this class path. */
class ParquetCodecsTest {
    /** A file of Parquet begins with it, and ends with it once it is whole. */
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private static final int ROWS = 20_000;
    private static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.required(2, "name", Types.StringType.get()),
            Types.NestedField.optional(3, "price", Types.DecimalType.of(38, 18)));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
    void eachCodecWritesAWholeFile(String codec) throws IOException {
        File file = folder.resolve("rows.parquet").toFile();
        write(file, codec, rows());

        byte[] bytes = java.nio.file.Files.readAllBytes(file.toPath());
        assertThat(bytes).startsWith(MAGIC).endsWith(MAGIC);
    }

    @Test
    void compressionCompresses() throws IOException {
        File plain = folder.resolve("plain.parquet").toFile();
        File gzip = folder.resolve("gzip.parquet").toFile();
        write(plain, "uncompressed", rows());
        write(gzip, "gzip", rows());

        assertThat(gzip.length()).isLessThan(plain.length() / 2);
    }

    /** Not in silence, and not with another codec. */
    @Test
    void codecThatIsNotHereIsNamed() {
        File file = folder.resolve("rows.parquet").toFile();

        assertThatThrownBy(() -> write(file, "brotli", rows())).hasMessageContaining("BrotliCodec");
    }

    private static List<Record> rows() {
        List<Record> rows = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            Record row = GenericRecord.create(SCHEMA);
            row.setField("id", id);
            row.setField("name", "product-" + id % 97);
            row.setField("price", id % 5 == 0 ? null : BigDecimal.valueOf(id * 1_000_003, 18));
            rows.add(row);
        }
        return rows;
    }

    private static void write(File file, String codec, List<Record> rows) throws IOException {
        try (FileAppender<Record> appender = Parquet.write(Files.localOutput(file))
                .schema(SCHEMA)
                .set("write.parquet.compression-codec", codec)
                .createWriterFunc(type -> GenericParquetWriter.create(SCHEMA, type))
                .build()) {
            appender.addAll(rows);
        }
    }
}
