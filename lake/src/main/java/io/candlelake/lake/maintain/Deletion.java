package io.candlelake.lake.maintain;

import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;

/** Deletes one file, of which nobody minds if another maintenance was faster. */
final class Deletion {
    private Deletion() {}

    /** False when it was gone already. */
    static boolean of(FileIO files, String location) {
        try {
            files.deleteFile(location);
            return true;
        } catch (NotFoundException alreadyGone) {
            return false;
        }
    }
}
