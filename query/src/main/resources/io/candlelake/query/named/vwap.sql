-- name: vwap
-- description: The volume-weighted average price of each product over a range of whole minutes
-- parameter: products (products, such as BTC-USD): a market, or several by a pattern with %
-- parameter: from (time, such as 2026-07-07T22:50Z): minutes from then on
-- parameter: to (time, such as 2026-07-07T23:00Z): and before

-- Price times size of decimal(38, 18) has no type here that holds it. A candle's notional is that sum, made exactly where
-- decimals have no limit, so the sums of candles are exact.
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
        AND open_time >= (current_timestamp - INTERVAL '1' DAY) /* from */
        AND open_time < (current_timestamp) /* to */
),
totals AS (
    SELECT
        product_id,
        min(open_time) AS from_time,
        max(close_time) AS to_time,
        sum(notional) AS notional,
        sum(volume) AS volume,
        sum(trade_count) AS trade_count,
        count(*) AS minutes,
        count_if(NOT complete) AS incomplete_minutes
    FROM known
    WHERE age = 1
    GROUP BY product_id
),
units AS (
    SELECT
        *,
        CAST(replace(CAST(notional AS varchar), '.', '') AS decimal(38, 0)) AS notional_units,
        NULLIF(CAST(replace(CAST(volume AS varchar), '.', '') AS decimal(38, 0)), 0) AS volume_units
    FROM totals
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
    product_id, from_time, to_time,
    CAST((notional_units - notional_units % volume_units) / volume_units AS decimal(20, 0))
        + DECIMAL '0.000000000000000001' * CAST(
            fraction.digits + IF(
                fraction.rest * 2 > volume_units OR (fraction.rest * 2 = volume_units AND fraction.digits % 2 = 1), 1, 0
            ) AS decimal(19, 0)
        ) AS vwap,
    notional, volume, trade_count, minutes, incomplete_minutes
FROM divided
ORDER BY product_id
