#!/bin/sh
# SQL while the sink commits every second, for ten minutes (or so many seconds: end-to-end/soak.sh 120);
# fails on a wrong answer and on any error of the catalog in any log. Package the other modules before: mvn package.
set -eu
cd "$(dirname "$0")/.."
exec mvn -B -pl end-to-end verify -Dgroups=soak -DexcludedGroups=none "-Dcandlelake.soak=${1:-600}"
