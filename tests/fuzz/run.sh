#!/usr/bin/env bash
# Lets the fuzzers make up input, two at a time, a minute each or as many seconds as are given; with
# --build it only builds them. What breaks a promise is kept in build/fuzz/findings: shortened, named
# and put into tests/fuzz/seeds, it stays a test of every run (tst_FuzzSeeds).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

building=
[ "${1:-}" != --build ] || { building=only; shift; }
seconds=${1:-${CLINIDESK_FUZZ_SECONDS:-60}}
built=build/fuzz
log=$built/run.log
mkdir -p "$built"
[ -e "$built/build.ninja" ] || cmake --preset fuzz >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset fuzz >"$log" 2>&1 || { grep -A5 -E 'error|FAILED' "$log" >&2; exit 1; }
[ -z "$building" ] || exit 0

# Qt frees what it keeps for the program's life only at its end; nothing that a target makes is kept.
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
fuzz() {
    local target=$1 found=$built/findings/$1 grown=$built/grown/$1 report=$built/$1.log
    mkdir -p "$found" "$grown"
    if "$built/bin/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=1000 \
        -artifact_prefix="$found/" -print_final_stats=1 "$grown" "tests/fuzz/seeds/$target" >"$report" 2>&1; then
        echo "S3 fuzz $target: $seconds s, $(grep -oP 'number_of_executed_units:\s*\K\d+' "$report") inputs, 0 findings"
    else
        echo "fuzz $target: FAILED, the input is in $found" >&2
        grep -m1 -A25 -E 'Broken promise|ERROR|runtime error' "$report" >&2
        return 1
    fi
}
export -f fuzz
export seconds built
printf '%s\n' CacheEntry Csv Date DotEnv RedisReply Search | xargs -n 1 -P 2 bash -c 'fuzz "$0"'
