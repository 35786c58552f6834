package io.candlelake.connect.sink;

import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A table's catalog that refuses or falls silent when it is told to, once. */
final class FaultyOperations implements TableOperations {
    /** What becomes of the next commit. */
    enum Fault {
        NONE,
        /** Not done, and said so. */
        REFUSED,
        /** Not done, and nothing was heard of it. */
        LOST,
        /** Done, and nothing was heard of it. */
        LOST_BUT_DONE
    }

    private final TableOperations catalog;
    private Fault next = Fault.NONE;

    FaultyOperations(TableOperations catalog) {
        this.catalog = catalog;
    }

    void next(Fault fault) {
        next = fault;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        Fault fault = next;
        next = Fault.NONE;
        switch (fault) {
            case NONE -> catalog.commit(base, metadata);
            case REFUSED -> throw new CommitFailedException("refused, as told");
            case LOST -> throw new CommitStateUnknownException(new IllegalStateException("no answer, as told"));
            case LOST_BUT_DONE -> {
                catalog.commit(base, metadata);
                throw new CommitStateUnknownException(new IllegalStateException("no answer, as told"));
            }
        }
    }

    @Override
    public TableMetadata current() {
        return catalog.current();
    }

    @Override
    public TableMetadata refresh() {
        return catalog.refresh();
    }

    @Override
    public FileIO io() {
        return catalog.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return catalog.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return LocationProviders.locationsFor(
                catalog.current().location(), catalog.current().properties());
    }
}
