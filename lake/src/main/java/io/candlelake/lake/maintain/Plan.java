package io.candlelake.lake.maintain;

/**
 * What maintenance would do: {@code 300 files to 1 partition's few, 40 snapshots, 2 orphans of 12 kB}.
 *
 * @param health as it is
 * @param partitions whose files would be packed
 * @param files of them
 * @param bytes of these files
 * @param manifests that would be packed
 * @param snapshots that would be expired, but for those that a branch or tag holds
 * @param orphans files that would be deleted
 * @param orphanBytes of them
 */
public record Plan(
        TableHealth health,
        int partitions,
        int files,
        long bytes,
        int manifests,
        long snapshots,
        int orphans,
        long orphanBytes) {}
