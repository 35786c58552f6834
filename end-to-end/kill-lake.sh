#!/bin/sh
# Everything from Coinbase to the tables killed under load: see usage.
set -eu

usage() {
    cat <<'TEXT'
usage: end-to-end/kill-lake.sh [--seed N] [--seeds 1] [--faults 50] [--minutes 60] [--rate 1000]
                               [--catalog rest|jdbc] [--sink lake|apache] [--zombie-seconds 120] [--only FAULT,...]

A simulated Coinbase, producer, broker, streams app, one or two Connect workers and a catalog,
each a process (the catalog is in this one). While trades flow, one fault after the other, each
when new rows have come since the last: SIGKILL of worker, broker, streams app, producer, alone
and together; of the worker in the midst of a commit, before and after the catalog answered, and
with the commit arriving seconds later; SIGSTOP of one of two workers for longer than its
sessions, then SIGCONT; workers that join and leave; the tables' disk full; the catalog refusing,
slow, or answering with an error what it has done. The plan is printed first: the same seed, the
same plan.

In the end the topics are held against the market's ledger, every row of every table against its
topic (the catalog's row, JSON, Avro and Parquet read without Iceberg's library and without
ours), and ./candlelake audit must prove it: lost 0, twice 0.

  --seed N              of plan, market and catalog; by default drawn by lot, and printed
  --seeds N             so many runs, each with the next seed; default 1
  --faults N            of each run; default 50
  --minutes N           after which a run begins no more of its plan; default 60
  --rate N              trades a second, at most 5000; default 1000: about 2,000 messages a second
  --catalog rest|jdbc   default rest; jdbc is the local stack's SQLite, which neither refuses nor forgets
  --sink lake|apache    which connector; default lake
  --zombie-seconds N    how long the first frozen worker of a run is frozen; default 120
  --only FAULT,...      only these, such as disk-full,killed-commit-late
  --help                this

A full disk needs Linux and root, and is else left out, with a line. Thirty faults took eleven
minutes on two busy cores. Exit code 0 when nothing is lost or twice; 1 when something is: its folder is kept, and
named; 2 for a wrong option. Builds first what is not built, with Maven.

example: end-to-end/kill-lake.sh --seed 7 --faults 10
TEXT
}

. "$(dirname "$0")/launch.sh"
launch 3g io.candlelake.endtoend.matrix.Main "$@"
