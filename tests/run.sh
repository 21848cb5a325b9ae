#!/usr/bin/env bash
# Builds everything and runs every test but the long ones (label soak), from nothing but a checkout:
# installs what is missing, needs no display and starts no system service. --asan: builds and runs them
# under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer instead, in build/asan.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=dev
case ${1:-} in
"") ;;
--asan) preset=asan ;;
*)
    echo "usage: tests/run.sh [--asan]" >&2
    exit 2
    ;;
esac

started=$SECONDS
step() { echo "tests $1/5: $2"; }

step 1 "install what is missing"
packaging/install-deps.sh

log=build/$preset/run.log
mkdir -p "build/$preset"
step 2 "build everything in build/$preset, every header alone, and the fuzzers"
# Line numbers are all a test's trace needs; the rest of what a debugger wants is a fifth of the time.
[ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" -DCMAKE_CXX_FLAGS_DEBUG=-g1 >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset "$preset" --target all all_verify_interface_header_sets >"$log" 2>&1 \
    || { grep -A5 -E 'error|FAILED' "$log" >&2; exit 1; }
tests/fuzz/run.sh --build

step 3 "check layers, format and spelling"
tests/lint.sh --quick

runtime=$(mktemp -d)
chmod 700 "$runtime"
[ -n "${XDG_RUNTIME_DIR:-}" ] || export XDG_RUNTIME_DIR=$runtime

step 4 "let the fuzzers make up input, a minute a reader, beside the tests"
fuzzed=build/$preset/fuzz.log
set -m # A process group of its own, so that all of it can be ended.
nice tests/fuzz/run.sh >"$fuzzed" 2>&1 &
fuzzing=$!
set +m
trap 'kill -- "-$fuzzing" 2>/dev/null || true; rm -rf "$runtime"' EXIT

step 5 "run the tests"
# Most of a test's time is waiting: for a server to start, a deadline to pass.
status=0
ctest --preset "$preset" --parallel $((2 * $(nproc))) || status=$?
wait "$fuzzing" || status=$?
cat "$fuzzed"
took=$((SECONDS - started))
[ "$status" = 0 ] && verdict="all passed" || verdict="FAILED"
grep -h '^SKIP ' "build/$preset/Testing/Temporary/LastTest.log" | sort -u || true
echo "tests: $verdict, $((took / 60)) min $((took % 60)) s in all; details in build/$preset/Testing/Temporary/LastTest.log"
exit "$status"
