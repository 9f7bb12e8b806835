#!/usr/bin/env bash
# A small Dask cluster on this machine, for as long as one command takes. Scheduler and workers are processes of their own,
# which talk over the loopback interface alone, as those of a batch system do over the network.
#
#     examples/cluster/local.sh 4 hepir run selection.hep data/*.root -o out
set -euo pipefail

workers=$1
shift
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$folder"' EXIT

dask scheduler --host 127.0.0.1 --port 0 --dashboard-address 127.0.0.1:0 --no-dashboard \
  --idle-timeout 3600 --scheduler-file "$folder/scheduler.json" >"$folder/scheduler.log" 2>&1 &
dask worker --host 127.0.0.1 --nworkers "$workers" --nthreads 1 --dashboard-address 127.0.0.1:0 --no-dashboard \
  --death-timeout 60 --local-directory "$folder" --scheduler-file "$folder/scheduler.json" >"$folder/workers.log" 2>&1 &

for _ in $(seq 600); do
  [ -s "$folder/scheduler.json" ] && break
  sleep 0.1
done
"$@" --scheduler "$folder/scheduler.json"
