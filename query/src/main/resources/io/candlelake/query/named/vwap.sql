-- name: vwap
-- description: The volume-weighted average price of each product over a range of whole minutes
-- parameter: products (products, such as BTC-USD): a market, or several by a pattern with %
-- parameter: from (time, such as 2026-07-07T22:50Z): minutes from then on
-- parameter: to (time, such as 2026-07-07T23:00Z): and before

-- Price times size of decimal(38,18) has no type here that holds it. A candle's notional is that sum, made exactly where
-- decimals have no limit, so the sums of candles are exact. Their quotient has 18 digits, rounded half up.
WITH known AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY product_id, open_time ORDER BY revision DESC) AS age
    FROM candles
    WHERE product_id LIKE '%' /* products */
        AND "interval" = '1m'
        AND open_time >= (current_timestamp - INTERVAL '1' DAY) /* from */
        AND open_time < (current_timestamp) /* to */
)
SELECT
    product_id,
    min(open_time) AS from_time,
    max(close_time) AS to_time,
    sum(notional) / NULLIF(sum(volume), DECIMAL '0') AS vwap,
    sum(notional) AS notional,
    sum(volume) AS volume,
    sum(trade_count) AS trade_count,
    count(*) AS minutes,
    count_if(NOT complete) AS incomplete_minutes
FROM known
WHERE age = 1
GROUP BY product_id
ORDER BY product_id
