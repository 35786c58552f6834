-- name: daily-summary
-- description: Each product's days in UTC, today too, folded from its minutes: prices, volume, vwap, and how much of the day is proven
-- parameter: products (products, such as BTC-USD): a market, or several by a pattern with %
-- parameter: from (time, such as 2026-07-01): minutes from then on
-- parameter: to (time, such as 2026-07-08): and before

-- Sums are exact decimals of at most 20 digits before the point: a larger one is an error, never a wrong number.
-- A whole day has 1,440 minutes and no incomplete one.
-- Some releases of the engine give a quotient of decimal(38, 18) 18 digits, others 6, and a product 8. Sums, differences and
-- remainders are exact everywhere, and so are whole numbers. So numbers are counted in units of the 18th digit, and vwap is a long
-- division, digit by digit: 18 digits, rounded half even, as the column vwap of a candle.
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
        sum(sell_volume) AS sell_volume,
        sum(trade_count) AS trade_count,
        count(*) AS minutes,
        count_if(NOT complete) AS incomplete_minutes,
        count_if(revision > 1) AS revised_minutes
    FROM known
    WHERE age = 1
    GROUP BY product_id, CAST(open_time AS date)
),
units AS (
    SELECT
        *,
        CAST(replace(CAST(open AS varchar), '.', '') AS decimal(38, 0)) AS open_units,
        CAST(replace(CAST(close AS varchar), '.', '') AS decimal(38, 0)) AS close_units,
        CAST(replace(CAST(notional AS varchar), '.', '') AS decimal(38, 0)) AS notional_units,
        NULLIF(CAST(replace(CAST(volume AS varchar), '.', '') AS decimal(38, 0)), 0) AS volume_units
    FROM days
),
divided AS (
    SELECT
        *,
        reduce(
            sequence(1, 18),
            CAST(ROW(0, notional_units % volume_units) AS ROW(digits decimal(38, 0), rest decimal(38, 0))),
            (so_far, place) -> CAST(
                ROW(
                    so_far.digits * 10 + CAST((so_far.rest * 10 - so_far.rest * 10 % volume_units) / volume_units AS decimal(38, 0)),
                    so_far.rest * 10 % volume_units
                ) AS ROW(digits decimal(38, 0), rest decimal(38, 0))
            ),
            so_far -> so_far
        ) AS fraction
    FROM units
)
SELECT
    product_id, day, open, high, low, close,
    TRY(DECIMAL '0.0001' * CAST((close_units - open_units) * 1000000 / open_units AS decimal(18, 0))) AS change_percent,
    volume, notional,
    CAST((notional_units - notional_units % volume_units) / volume_units AS decimal(20, 0))
        + DECIMAL '0.000000000000000001' * CAST(
            fraction.digits + IF(
                fraction.rest * 2 > volume_units OR (fraction.rest * 2 = volume_units AND fraction.digits % 2 = 1), 1, 0
            ) AS decimal(19, 0)
        ) AS vwap,
    buy_volume, sell_volume, trade_count, minutes, incomplete_minutes, revised_minutes
FROM divided
ORDER BY product_id, day
