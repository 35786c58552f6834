-- name: correlation
-- description: How alike the prices of two products move: the correlation of their logarithmic returns, for each pair
-- parameter: products (products, such as %-USD): several markets by a pattern with %
-- parameter: interval (interval, such as 5m): length of the candles whose closes are compared
-- parameter: from (time, such as 2026-07-07): windows that open then or later
-- parameter: to (time, such as 2026-07-08): and before

-- A logarithm and a correlation are no decimals: these two pass through double, nothing else here does.
-- A return counts where both products traded in the window and in the one before.
WITH known AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY product_id, open_time ORDER BY revision DESC) AS age
    FROM candles
    WHERE product_id LIKE '%' /* products */
        AND "interval" = '1m' /* interval */
        AND open_time >= (current_timestamp - INTERVAL '1' DAY) /* from */
        AND open_time < (current_timestamp) /* to */
),
moves AS (
    SELECT
        product_id,
        open_time,
        CAST(close AS double) AS price,
        CAST(lag(close) OVER (PARTITION BY product_id ORDER BY open_time) AS double) AS price_before,
        lag(close_time) OVER (PARTITION BY product_id ORDER BY open_time) AS closed_before
    FROM known
    WHERE age = 1
),
returns AS (
    SELECT product_id, open_time, ln(price / price_before) AS log_return
    FROM moves
    WHERE closed_before = open_time
        AND price IS NOT NULL
        AND price_before IS NOT NULL
)
SELECT
    one.product_id AS product_a,
    other.product_id AS product_b,
    count(*) AS windows,
    round(corr(one.log_return, other.log_return), 6) AS correlation
FROM returns AS one
INNER JOIN returns AS other
    ON other.open_time = one.open_time
    AND other.product_id > one.product_id
GROUP BY one.product_id, other.product_id
ORDER BY one.product_id, other.product_id
