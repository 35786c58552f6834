-- name: freshness
-- description: How long ago each table got rows, and how new its newest row is
-- parameter: since (time, such as 2026-07-01): rows before are not read, so newest_row is NULL where there is none since

-- Commits are read from the metadata. A compaction (replace) brings no row, so it counts for nothing. A table that was never
-- written has no metadata of files or partitions, and some releases of the engine fail on these: so the newest row is asked for.
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
    SELECT 'ticks' AS table_name, 'time' AS time_column, max(time) AS newest_row
    FROM ticks
    WHERE time >= (current_timestamp - INTERVAL '7' DAY) /* since */
    UNION ALL
    SELECT 'candles' AS table_name, 'close_time' AS time_column, max(close_time) AS newest_row
    FROM candles
    WHERE close_time >= (current_timestamp - INTERVAL '7' DAY) /* since */
    UNION ALL
    SELECT 'rejects' AS table_name, 'received_at' AS time_column, max(received_at) AS newest_row
    FROM rejects
    WHERE received_at >= (current_timestamp - INTERVAL '7' DAY) /* since */
    UNION ALL
    SELECT 'gaps' AS table_name, 'detected_at' AS time_column, max(detected_at) AS newest_row
    FROM gaps
    WHERE detected_at >= (current_timestamp - INTERVAL '7' DAY) /* since */
    UNION ALL
    SELECT 'raw_messages' AS table_name, 'received_at' AS time_column, max(received_at) AS newest_row
    FROM raw_messages
    WHERE received_at >= (current_timestamp - INTERVAL '7' DAY) /* since */
    UNION ALL
    SELECT 'spot_prices' AS table_name, 'fetched_at' AS time_column, max(fetched_at) AS newest_row
    FROM spot_prices
    WHERE fetched_at >= (current_timestamp - INTERVAL '7' DAY) /* since */
    UNION ALL
    SELECT 'alerts' AS table_name, 'time' AS time_column, max(time) AS newest_row
    FROM alerts
    WHERE time >= (current_timestamp - INTERVAL '7' DAY) /* since */
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
