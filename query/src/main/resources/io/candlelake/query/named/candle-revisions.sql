-- name: candle-revisions
-- description: Every revision of one candle, with what each added to the one before
-- parameter: product (product, such as BTC-USD): the market
-- parameter: interval (interval, such as 5m): length of the candle
-- parameter: open_time (time, such as 2026-07-07T22:58Z): when its window opens

SELECT
    revision, reason, emitted_at, status, complete, missing_trades, open, high, low, close, volume, notional, vwap,
    trade_count,
    trade_count - lag(trade_count) OVER (ORDER BY revision) AS added_trades,
    volume - lag(volume) OVER (ORDER BY revision) AS added_volume
FROM candles
WHERE product_id = 'BTC-USD' /* product */
    AND "interval" = '1m' /* interval */
    AND open_time = (date_trunc('minute', current_timestamp - INTERVAL '2' MINUTE)) /* open_time */
ORDER BY revision
