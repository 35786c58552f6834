#!/bin/sh
# The streams app killed under load: see usage.
set -eu

usage() {
    cat <<'TEXT'
usage: end-to-end/kill-streams.sh [--seed N] [--kills 20] [--rate 3000] [--zombies 2]

A broker and the streams app as processes; trades of eight products are written to
raw_messages, of which some come twice, late, never, only from REST, or broken. The app
is killed with SIGKILL again and again; a second instance joins, both are restarted one
after the other, one of the two is killed, one is frozen for longer than its session and
thawed. In the end the committed ticks, candles of every interval, gaps and rejects must
equal what follows from what was written, each once. Prints how long after each
disturbance the next tick and the next candle of every partition were there.

  --seed N       of the load and the moments; by default drawn by lot, and printed
  --kills N      of the only instance; default 20
  --rate N       trades a second, at most 5000; default 3000
  --zombies N    how often one of two is frozen for longer than its session; default 2
  --help         this

Takes about six minutes. Exit code 0 when all is equal; 1 when something is not: its
folder is kept, and named; 2 for a wrong option. Builds first what is not built, with Maven.
TEXT
}

. "$(dirname "$0")/launch.sh"
launch 1500m io.candlelake.endtoend.crash.Main "$@"
