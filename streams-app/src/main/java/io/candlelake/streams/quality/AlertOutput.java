package io.candlelake.streams.quality;

import io.candlelake.domain.Alert;

/** Where alerts go. */
public interface AlertOutput {
    /** A rule noticed something. */
    void alert(Alert alert);
}
