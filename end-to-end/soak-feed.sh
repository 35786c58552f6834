#!/bin/sh
# The feed soak: see usage.
set -eu

usage() {
    cat <<'TEXT'
usage: end-to-end/soak-feed.sh [--seed N] [--seconds 600] [--feeds exchange,advanced] [--seeds 20] [--rate 150]

A simulated Coinbase with all its faults at random, the broker, the producer and the
streams app as processes; the producer is killed, the broker stopped and frozen again and
again. In the end, topic `ticks` must equal the simulator's ledger exactly, the gap ledger
must name every hole, rejects must have every broken frame, and no limit of Coinbase may
have been exceeded. Prints a table with a line for each seed.

  --seed N       of the first run; by default one drawn by lot, which is printed
  --seeds N      so many runs, each with the next seed; default 1
  --seconds N    how long one run is disturbed; default 600
  --feeds LIST   exchange, advanced, or exchange,advanced (default)
  --rate N       mean trades a second over four products, one of them quiet; default 150
  --help         this

Exit code 0 when all runs are good; 1 when one is not: its folder is kept, and named;
2 for a wrong option. Builds first what is not built, with Maven.
TEXT
}

. "$(dirname "$0")/launch.sh"
launch 1g io.candlelake.endtoend.soak.Main "$@"
