-- name: daily-summary
-- description: Each product's days in UTC, today too, folded from its minutes: prices, volume, vwap, and how much of the day is proven
-- parameter: products (products, such as BTC-USD): a market, or several by a pattern with %
-- parameter: from (time, such as 2026-07-01): minutes from then on
-- parameter: to (time, such as 2026-07-08): and before

-- Sums are exact decimals of at most 20 digits before the point: a larger one is an error, never a wrong number.
-- vwap and the percentages are decimals too, rounded half up at their last digit.
-- A whole day has 1,440 minutes and no incomplete one.
WITH known AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY product_id, open_time ORDER BY revision DESC) AS age
    FROM candles
    WHERE product_id LIKE '%' /* products */
        AND "interval" = '1m'
        AND open_time >= (date_trunc('day', current_timestamp - INTERVAL '6' DAY)) /* from */
        AND open_time < (current_timestamp) /* to */
),
days AS (
    SELECT
        product_id,
        CAST(open_time AS date) AS day,
        min_by(open, open_time) FILTER (WHERE trade_count > 0) AS open,
        max(high) AS high,
        min(low) AS low,
        max_by(close, open_time) FILTER (WHERE trade_count > 0) AS close,
        sum(volume) AS volume,
        sum(notional) AS notional,
        sum(buy_volume) AS buy_volume,
        sum(trade_count) AS trade_count,
        count(*) AS minutes,
        count_if(NOT complete) AS incomplete_minutes,
        count_if(revision > 1) AS revised_minutes
    FROM known
    WHERE age = 1
    GROUP BY product_id, CAST(open_time AS date)
)
SELECT
    product_id, day, open, high, low, close,
    TRY(CAST(100 * (close - open) / open AS decimal(18, 4))) AS change_percent,
    volume, notional,
    notional / NULLIF(volume, DECIMAL '0') AS vwap,
    TRY(CAST(100 * buy_volume / volume AS decimal(18, 4))) AS bought_percent,
    trade_count, minutes, incomplete_minutes, revised_minutes
FROM days
ORDER BY product_id, day
