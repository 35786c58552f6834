#!/usr/bin/env bash
# Asks a running docker-compose stack for what it is there for: ticks and candles in Iceberg tables, asked by Trino.
#   docker compose up --build --wait && bash docker/check.sh
set -euo pipefail
cd "$(dirname "$0")/.."

sql() {
    docker compose exec -T trino trino --output-format CSV_UNQUOTED --catalog awsdatacatalog --schema candlelake --execute "$1"
}

# A minute's candle is final only when its minute is over.
deadline=$((SECONDS + 300))
for table in raw_messages ticks candles; do
    until rows=$(sql "SELECT count(*) FROM $table") && [[ $rows -gt 0 ]]; do
        if ((SECONDS >= deadline)); then
            echo "check: no rows in $table after 5 minutes" >&2
            exit 1
        fi
        sleep 5
    done
    echo "$table: $rows rows"
done

twice=$(sql "SELECT count(*) FROM (SELECT 1 FROM ticks GROUP BY product_id, trade_id HAVING count(*) > 1)")
if [[ $twice -ne 0 ]]; then
    echo "check: $twice trades are in ticks more than once" >&2
    exit 1
fi
sql "SELECT product_id, interval, open_time, open, high, low, close, volume, trade_count FROM candles ORDER BY open_time DESC LIMIT 5"
