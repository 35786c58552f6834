-- name: gaps-by-product
-- description: How many trades of each product were ever missing, and what became of them
-- parameter: products (products, such as BTC-USD): a market, or several by a pattern with %

-- A gap has one row OPEN. Once it closed, each part of it has a row REPAIRED or UNREPAIRABLE. A trade that was given up and
-- came after all is a row REPAIRED of its own.
WITH gap AS (
    SELECT
        opened.product_id,
        opened.detected_at,
        CAST(opened.last_missing_id AS decimal(38, 0)) - opened.first_missing_id + 1 AS trades,
        sum(CAST(closed.last_missing_id AS decimal(38, 0)) - closed.first_missing_id + 1)
            FILTER (WHERE closed.status = 'REPAIRED') AS repaired,
        count(closed.status) = 0 AS is_open
    FROM gaps AS opened
    LEFT JOIN gaps AS closed
        ON closed.product_id = opened.product_id
        AND closed.status <> 'OPEN'
        AND closed.first_missing_id BETWEEN opened.first_missing_id AND opened.last_missing_id
    WHERE opened.status = 'OPEN'
        AND opened.product_id LIKE '%' /* products */
    GROUP BY opened.product_id, opened.detected_at, opened.first_missing_id, opened.last_missing_id
)
SELECT
    product_id,
    count(*) AS gaps,
    sum(trades) AS missed_trades,
    sum(coalesce(repaired, 0)) AS repaired_trades,
    sum(IF(is_open, 0, trades - coalesce(repaired, 0))) AS unrepairable_trades,
    sum(IF(is_open, trades, 0)) AS open_trades,
    count_if(is_open) AS open_gaps,
    min(detected_at) FILTER (WHERE is_open) AS open_since
FROM gap
GROUP BY product_id
ORDER BY product_id
