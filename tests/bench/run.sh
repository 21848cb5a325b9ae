#!/usr/bin/env bash
# run.sh [--pin] [BENCH…]: measures this project (history booking days patients cache limiter day) and, when PEERS
# names the folder of the peers' scripts, those beside it, one after the other: history on the same server,
# cache and limiter on a Redis of their own like ours, for the peers empty theirs.
#   CTL=…/clinideskctl  DIR=folder the servers are kept in  APPOINTMENTS=2000000  PEERS=…/peers
# Lines go to standard output, the ratios to standard error.
set -euo pipefail
cd "$(dirname "$0")/../.."
pin=()
[ "${1:-}" = --pin ] && { pin=(--pin); shift; }
benches=("$@")
[ ${#benches[@]} -gt 0 ] || benches=(history booking days patients)
ctl=${CTL:-}
[ -n "$ctl" ] || ctl=$(ls -t build/*/bin/clinideskctl 2>/dev/null | head -1)
[ -x "$ctl" ] || { echo "run.sh: build clinideskctl first, or name it in CTL" >&2; exit 1; }
work=$(mktemp -d)
started=
cleanup() {
    [ -z "$started" ] || "$ctl" standalone stop --dir "$started" --force >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT

size=()
[ -z "${APPOINTMENTS:-}" ] || size=(--appointments "$APPOINTMENTS")
for bench in "${benches[@]}"; do
    echo "run.sh: $bench" >&2
    own=("${size[@]}" ${DIR:+--dir "$DIR/$bench"})
    [[ "$bench" != cache && "$bench" != limiter ]] || own=()
    "$ctl" --json bench "$bench" "${pin[@]}" "${own[@]}" | tee -a "$work/ours.jsonl"
done

for bench in cache limiter; do
    [ -n "${PEERS:-}" ] && [[ " ${benches[*]} " == *" $bench "* ]] || continue
    echo "run.sh: peers' $bench" >&2
    "$PEERS/run.sh" "${pin[@]}" "$bench" | tee -a "$work/peers.jsonl"
done

# The peers that read a database get one of their own on the servers the history was measured on.
if [ -n "${PEERS:-}" ] && [[ " ${benches[*]} " == *" history "* ]]; then
    place="${DIR:-$work}/history"
    taskset=()
    [ ${#pin[@]} -eq 0 ] || taskset=(taskset -c 0)
    access=$("${taskset[@]}" "$ctl" --json standalone start --dir "$place" | tail -1)
    started=$place
    field() { node -e 'console.log(JSON.parse(process.argv[1])[process.argv[2]])' "$access" "$1"; }
    echo "run.sh: peers" >&2
    PGHOST=$(field host) PGPORT=$(field port) PGUSER=$(field user) PGPASSWORD=$(field password) \
    PGDATABASE=$(field database) ROWS=${APPOINTMENTS:-2000000} \
        "${taskset[@]}" node "$PEERS/history.js" | tee -a "$work/peers.jsonl"
fi
[ ! -s "$work/peers.jsonl" ] || node "$PEERS/compare.js" "$work/ours.jsonl" "$work/peers.jsonl" >&2
