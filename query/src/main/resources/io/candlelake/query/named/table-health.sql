-- name: table-health
-- description: Files, sizes, snapshots and manifests of each table, and how far back its time travel reaches

-- Read from the tables' metadata alone, whatever their size. What the newest snapshot sums up is taken from it, for a table that
-- was never written has no list of files, and some releases of the engine fail on that.
WITH snapshots AS (
    SELECT 'ticks' AS table_name, committed_at, summary FROM "ticks$snapshots"
    UNION ALL
    SELECT 'candles' AS table_name, committed_at, summary FROM "candles$snapshots"
    UNION ALL
    SELECT 'rejects' AS table_name, committed_at, summary FROM "rejects$snapshots"
    UNION ALL
    SELECT 'gaps' AS table_name, committed_at, summary FROM "gaps$snapshots"
    UNION ALL
    SELECT 'raw_messages' AS table_name, committed_at, summary FROM "raw_messages$snapshots"
    UNION ALL
    SELECT 'spot_prices' AS table_name, committed_at, summary FROM "spot_prices$snapshots"
    UNION ALL
    SELECT 'alerts' AS table_name, committed_at, summary FROM "alerts$snapshots"
),
manifests AS (
    SELECT 'ticks' AS table_name, count(*) AS manifests FROM "ticks$manifests"
    UNION ALL
    SELECT 'candles' AS table_name, count(*) AS manifests FROM "candles$manifests"
    UNION ALL
    SELECT 'rejects' AS table_name, count(*) AS manifests FROM "rejects$manifests"
    UNION ALL
    SELECT 'gaps' AS table_name, count(*) AS manifests FROM "gaps$manifests"
    UNION ALL
    SELECT 'raw_messages' AS table_name, count(*) AS manifests FROM "raw_messages$manifests"
    UNION ALL
    SELECT 'spot_prices' AS table_name, count(*) AS manifests FROM "spot_prices$manifests"
    UNION ALL
    SELECT 'alerts' AS table_name, count(*) AS manifests FROM "alerts$manifests"
),
newest AS (
    SELECT
        table_name,
        count(*) AS snapshots,
        min(committed_at) AS oldest_snapshot,
        max_by(summary, committed_at) AS summary
    FROM snapshots
    GROUP BY table_name
),
health AS (
    SELECT
        manifests.table_name,
        coalesce(CAST(element_at(newest.summary, 'total-data-files') AS bigint), 0) AS data_files,
        coalesce(CAST(element_at(newest.summary, 'total-delete-files') AS bigint), 0) AS delete_files,
        coalesce(CAST(element_at(newest.summary, 'total-records') AS bigint), 0) AS row_count,
        coalesce(CAST(element_at(newest.summary, 'total-files-size') AS bigint), 0) AS bytes,
        coalesce(newest.snapshots, 0) AS snapshots,
        newest.oldest_snapshot,
        manifests.manifests
    FROM manifests
    LEFT JOIN newest ON newest.table_name = manifests.table_name
)
SELECT
    table_name, data_files, delete_files, row_count, bytes,
    bytes / NULLIF(data_files + delete_files, 0) AS bytes_per_file,
    snapshots, oldest_snapshot, manifests
FROM health
ORDER BY table_name
