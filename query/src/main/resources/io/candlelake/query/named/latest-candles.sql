-- name: latest-candles
-- description: The newest candles of each product, as known now
-- parameter: products (products, such as %-USD): a market, or several by a pattern with %
-- parameter: interval (interval, such as 5m): length of the candles
-- parameter: rows (count, such as 10): so many windows of each product
-- parameter: from (time, such as 2026-07-07T22:00Z): the oldest window that is looked for: months before it are not read

-- Of each window the highest revision is what is known now.
WITH known AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY product_id, open_time ORDER BY revision DESC) AS age
    FROM candles
    WHERE product_id LIKE '%' /* products */
        AND "interval" = '1m' /* interval */
        AND open_time >= TIMESTAMP '2012-01-01 00:00:00 UTC' /* from */
),
newest AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY product_id ORDER BY open_time DESC) AS place
    FROM known
    WHERE age = 1
)
SELECT
    product_id, "interval", open_time, open, high, low, close, volume, notional, vwap,
    buy_volume, sell_volume, trade_count, missing_trades, complete, status, revision, reason, emitted_at
FROM newest
WHERE place <= 1 /* rows */
ORDER BY product_id, open_time DESC
