-- name: freshness
-- description: How long ago each table got rows, and how new its newest row is

-- Read from the tables' metadata alone, whatever their size. A compaction (replace) brings no row, so it counts for nothing.
WITH commits AS (
    SELECT 'ticks' AS table_name, max(committed_at) AS last_commit FROM "ticks$snapshots" WHERE operation <> 'replace'
    UNION ALL
    SELECT 'candles' AS table_name, max(committed_at) AS last_commit FROM "candles$snapshots" WHERE operation <> 'replace'
    UNION ALL
    SELECT 'rejects' AS table_name, max(committed_at) AS last_commit FROM "rejects$snapshots" WHERE operation <> 'replace'
    UNION ALL
    SELECT 'gaps' AS table_name, max(committed_at) AS last_commit FROM "gaps$snapshots" WHERE operation <> 'replace'
    UNION ALL
    SELECT 'raw_messages' AS table_name, max(committed_at) AS last_commit FROM "raw_messages$snapshots" WHERE operation <> 'replace'
    UNION ALL
    SELECT 'spot_prices' AS table_name, max(committed_at) AS last_commit FROM "spot_prices$snapshots" WHERE operation <> 'replace'
    UNION ALL
    SELECT 'alerts' AS table_name, max(committed_at) AS last_commit FROM "alerts$snapshots" WHERE operation <> 'replace'
),
newest AS (
    SELECT 'ticks' AS table_name, 'time' AS time_column, max(data.time.max) AS newest_row FROM "ticks$partitions"
    UNION ALL
    SELECT 'candles' AS table_name, 'close_time' AS time_column, max(data.close_time.max) AS newest_row FROM "candles$partitions"
    UNION ALL
    SELECT 'rejects' AS table_name, 'received_at' AS time_column, max(data.received_at.max) AS newest_row FROM "rejects$partitions"
    UNION ALL
    SELECT 'gaps' AS table_name, 'detected_at' AS time_column, max(data.detected_at.max) AS newest_row FROM "gaps$partitions"
    UNION ALL
    SELECT 'raw_messages' AS table_name, 'received_at' AS time_column, max(data.received_at.max) AS newest_row FROM "raw_messages$partitions"
    UNION ALL
    SELECT 'spot_prices' AS table_name, 'fetched_at' AS time_column, max(data.fetched_at.max) AS newest_row FROM "spot_prices$partitions"
    UNION ALL
    SELECT 'alerts' AS table_name, 'time' AS time_column, max(data.time.max) AS newest_row FROM "alerts$partitions"
)
SELECT
    table_name,
    commits.last_commit,
    date_diff('second', commits.last_commit, current_timestamp) AS commit_age_seconds,
    newest.time_column,
    newest.newest_row,
    date_diff('second', newest.newest_row, current_timestamp) AS newest_row_age_seconds
FROM commits
INNER JOIN newest USING (table_name)
ORDER BY table_name
