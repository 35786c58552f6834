-- name: volume-profile
-- description: At which prices a product traded how much
-- parameter: product (product, such as BTC-USD): the market
-- parameter: step (decimal, such as 0.5): height of a level in the quote currency
-- parameter: from (time, such as 2026-07-07T22:58:17Z): trades from then on
-- parameter: to (time, such as 2026-07-07T22:59Z): and before

-- A level begins at a multiple of the step: what remains of a price is taken off, which is exact, nothing is divided.
WITH trades AS (
    SELECT
        price - price % DECIMAL '10' /* step */ AS price_from,
        price,
        size,
        IF(taker_side = 'buy', size, DECIMAL '0') AS bought
    FROM ticks
    WHERE product_id = 'BTC-USD' /* product */
        AND time >= (current_timestamp - INTERVAL '1' DAY) /* from */
        AND time < (current_timestamp) /* to */
)
SELECT
    price_from,
    min(price) AS lowest_price,
    max(price) AS highest_price,
    count(*) AS trade_count,
    sum(size) AS volume,
    sum(bought) AS buy_volume,
    sum(size - bought) AS sell_volume
FROM trades
GROUP BY price_from
ORDER BY price_from DESC
