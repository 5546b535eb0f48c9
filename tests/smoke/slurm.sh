#!/usr/bin/env bash
# slurm.sh BIN FOLDER: shards of an evaluation as an array of a real Slurm on this machine, against a run without
# shards: the results must be the same bytes. Ends with 0 and says why where Slurm cannot start here.
set -euo pipefail
bin=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
skip() { echo "slurm: skipped: $1"; exit 0; }

[ "$(id -u)" = 0 ] || skip "needs root, to start munged and slurmd"
for program in slurmctld slurmd sbatch munged; do
  command -v "$program" >/dev/null || PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || skip "$program is not installed (slurm-wlm, munge)"
done
export PATH=$PATH:/usr/sbin
rm -rf "${folder:?}"/*
mkdir -p "$folder"/{state,spool,log,munge}
pids=()
stop() {
  scancel --quiet --user="$(id -un)" 2>/dev/null || true
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap stop EXIT

# A configuration of its own: nothing of the machine's is read or changed.
name=$(hostname -s)
export SLURM_CONF=$folder/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=rex
SlurmctldHost=$name(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.log
SlurmctldPort=26817
SlurmdPort=26818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
NodeName=$name NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$name Default=YES MaxTime=INFINITE State=UP
CONF
# From Slurm 23 on slurmd would look for a cgroup of its own, whatever the other plugins are.
version=$(slurmd -V | sed -n 's/[^0-9]*\([0-9]*\)\..*/\1/p')
if [ "${version:-0}" -ge 23 ]; then echo "CgroupPlugin=disabled" >"$folder/cgroup.conf"; fi
dd if=/dev/urandom of="$folder/munge/key" bs=128 count=1 status=none
chmod 400 "$folder/munge/key"; chmod 711 "$folder/munge"
munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/pid" \
  --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" >"$folder/log/munged.out" 2>&1 & pids+=($!)
sleep 1
kill -0 "${pids[0]}" 2>/dev/null || skip "munged does not start here: $(tail -n 1 "$folder/munge/log" 2>/dev/null || cat "$folder/log/munged.out")"
slurmctld -D -i >"$folder/log/slurmctld.out" 2>&1 & pids+=($!)
slurmd -D -N "$name" >"$folder/log/slurmd.out" 2>&1 & pids+=($!)
for _ in $(seq 30); do
  sinfo --noheader --format=%t 2>/dev/null | grep -q idle && break
  sleep 1
done
sinfo --noheader --format=%t 2>/dev/null | grep -q idle || skip "the node does not come up: $(tail -n 1 "$folder/log/slurmd.log" 2>/dev/null || tail -n 1 "$folder/log/slurmd.out")"

"$bin/rex-zoo" scene --main --count 12 --out "$folder/scenes" >/dev/null
ask=(pointing --data "$folder/scenes" --model "$source/resources/models/demo-vit" --method generic --random-maps 1)
"$bin/rex" evaluate "${ask[@]}" --out "$folder/whole" --figures 0 >/dev/null
REX=$bin/rex sbatch --wait --array=1-4 --cpus-per-task=1 --mem=0 --time=10 --chdir="$folder" --output="$folder/log/task-%a" \
  "$source/resources/evaluate.sbatch" "${ask[@]}" --out "$folder/shards" || { cat "$folder"/log/task-*; exit 1; }
"$bin/rex" merge "$folder/shards" --figures 0 >/dev/null
grep -q '"failed": 0' "$folder/whole/summary.json" || { echo "slurm: samples failed: $folder/whole/summary.json"; exit 1; }
cmp "$folder/whole/results.jsonl" "$folder/shards/results.jsonl"
cmp "$folder/whole/summary.json" "$folder/shards/summary.json"
echo "slurm: four tasks of an array and one run made the same bytes"
