package io.candlelake.endtoend.observed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.iceberg.data.Record;

/** One row's columns by their types; a required one that is null is an error that names it. */
record Columns(Record row) {
    String text(String name) {
        return required(name, optional(name, String.class));
    }

    BigDecimal decimal(String name) {
        return required(name, optional(name, BigDecimal.class));
    }

    long number(String name) {
        return required(name, optional(name, Number.class)).longValue();
    }

    boolean truth(String name) {
        return required(name, optional(name, Boolean.class));
    }

    Instant time(String name) {
        return required(name, optional(name, OffsetDateTime.class)).toInstant();
    }

    <T> Optional<T> optional(String name, Class<T> type) {
        if (row.struct().field(name) == null) {
            throw new NoSuchElementException("no column " + name + " in " + row.struct());
        }
        return Optional.ofNullable(row.getField(name)).map(type::cast);
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new NoSuchElementException(name + " is null in " + row));
    }
}
