-- name: table-health
-- description: Files, sizes, snapshots and manifests of each table, and how far back its time travel reaches
-- parameter: target_megabytes (count, such as 512): size that files are packed to: under three quarters of it a file is small

-- Read from the tables' metadata alone, whatever their size.
WITH files AS (
    SELECT 'ticks' AS table_name, content, record_count, file_size_in_bytes FROM "ticks$files"
    UNION ALL
    SELECT 'candles' AS table_name, content, record_count, file_size_in_bytes FROM "candles$files"
    UNION ALL
    SELECT 'rejects' AS table_name, content, record_count, file_size_in_bytes FROM "rejects$files"
    UNION ALL
    SELECT 'gaps' AS table_name, content, record_count, file_size_in_bytes FROM "gaps$files"
    UNION ALL
    SELECT 'raw_messages' AS table_name, content, record_count, file_size_in_bytes FROM "raw_messages$files"
    UNION ALL
    SELECT 'spot_prices' AS table_name, content, record_count, file_size_in_bytes FROM "spot_prices$files"
    UNION ALL
    SELECT 'alerts' AS table_name, content, record_count, file_size_in_bytes FROM "alerts$files"
),
snapshots AS (
    SELECT 'ticks' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "ticks$snapshots"
    UNION ALL
    SELECT 'candles' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "candles$snapshots"
    UNION ALL
    SELECT 'rejects' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "rejects$snapshots"
    UNION ALL
    SELECT 'gaps' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "gaps$snapshots"
    UNION ALL
    SELECT 'raw_messages' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "raw_messages$snapshots"
    UNION ALL
    SELECT 'spot_prices' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "spot_prices$snapshots"
    UNION ALL
    SELECT 'alerts' AS table_name, count(*) AS snapshots, min(committed_at) AS oldest_snapshot FROM "alerts$snapshots"
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
data AS (
    SELECT
        table_name,
        count_if(content = 0) AS data_files,
        count_if(content = 0 AND 4 * file_size_in_bytes < BIGINT '3145728' * 128 /* target_megabytes */) AS small_files,
        count_if(content > 0) AS delete_files,
        sum(IF(content = 0, record_count, 0)) AS row_count,
        sum(file_size_in_bytes) AS bytes
    FROM files
    GROUP BY table_name
)
SELECT
    table_name,
    coalesce(data.data_files, 0) AS data_files,
    coalesce(data.small_files, 0) AS small_files,
    coalesce(data.delete_files, 0) AS delete_files,
    coalesce(data.row_count, 0) AS row_count,
    coalesce(data.bytes, 0) AS bytes,
    snapshots.snapshots,
    snapshots.oldest_snapshot,
    manifests.manifests
FROM snapshots
INNER JOIN manifests USING (table_name)
LEFT JOIN data USING (table_name)
ORDER BY table_name
