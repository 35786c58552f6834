-- name: candles-as-committed-at
-- description: Candles as a query of that time would have shown them, by the table's snapshots: as far back as these are kept
-- parameter: at (time, such as 2026-07-07T23:05Z): the table of then
-- parameter: products (products, such as BTC-USD): a market, or several by a pattern with %
-- parameter: interval (interval, such as 5m): length of the candles
-- parameter: from (time, such as 2026-07-07T22:00Z): windows that open then or later
-- parameter: to (time, such as 2026-07-07T23:00Z): and before

-- FOR TIMESTAMP AS OF takes no subquery: the time stands here, nowhere else.
WITH known AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY product_id, open_time ORDER BY revision DESC) AS age
    FROM candles FOR TIMESTAMP AS OF (current_timestamp - INTERVAL '1' HOUR) /* at */
    WHERE product_id LIKE '%' /* products */
        AND "interval" = '1m' /* interval */
        AND open_time >= (current_timestamp - INTERVAL '1' DAY) /* from */
        AND open_time < (current_timestamp) /* to */
)
SELECT
    product_id, "interval", open_time, open, high, low, close, volume, notional, vwap,
    buy_volume, sell_volume, trade_count, missing_trades, complete, status, revision, reason, emitted_at
FROM known
WHERE age = 1
ORDER BY product_id, open_time
