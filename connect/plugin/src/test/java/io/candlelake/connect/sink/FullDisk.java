package io.candlelake.connect.sink;

import io.candlelake.lake.LocalFileIO;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A lake's files, on a disk that can be full: {@code FullDisk.IS_FULL.set(true)}. Iceberg makes it by its name. */
public final class FullDisk implements FileIO {
    static final AtomicBoolean IS_FULL = new AtomicBoolean();

    private static final long serialVersionUID = 1;

    private final LocalFileIO disk = new LocalFileIO();

    /** Iceberg makes it by reflection. */
    public FullDisk() {}

    @Override
    public InputFile newInputFile(String location) {
        return disk.newInputFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        OutputFile file = disk.newOutputFile(location);
        return new OutputFile() {
            @Override
            public PositionOutputStream create() {
                return new Guarded(file.create());
            }

            @Override
            public PositionOutputStream createOrOverwrite() {
                return new Guarded(file.createOrOverwrite());
            }

            @Override
            public String location() {
                return file.location();
            }

            @Override
            public InputFile toInputFile() {
                return file.toInputFile();
            }
        };
    }

    @Override
    public void deleteFile(String location) {
        disk.deleteFile(location);
    }

    private static final class Guarded extends PositionOutputStream {
        private final PositionOutputStream file;

        Guarded(PositionOutputStream file) {
            this.file = file;
        }

        @Override
        public long getPos() throws IOException {
            return file.getPos();
        }

        @Override
        public void write(int oneByte) throws IOException {
            requireRoom();
            file.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            requireRoom();
            file.write(bytes, from, length);
        }

        private static void requireRoom() throws IOException {
            if (IS_FULL.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
