#!/usr/bin/env bash
# Builds everything and runs every test but the long ones (label soak), from nothing but a checkout:
# installs what is missing, needs no display and starts no system service.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

started=$SECONDS
step() { echo "tests $1/5: $2"; }

step 1 "install what is missing"
packaging/install-deps.sh

log=build/dev/run.log
mkdir -p build/dev
step 2 "build everything in build/dev"
[ -e build/dev/build.ninja ] || cmake --preset dev >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset dev >"$log" 2>&1 || { grep -A5 -E 'error|FAILED' "$log" >&2; exit 1; }

step 3 "check that every header compiles alone"
cmake --build --preset dev --target all_verify_interface_header_sets >"$log" 2>&1 \
    || { grep -A5 -E 'error|FAILED' "$log" >&2; exit 1; }

step 4 "check layers, format and spelling"
tests/lint.sh --quick

step 5 "run the tests"
runtime=$(mktemp -d)
chmod 700 "$runtime"
trap 'rm -rf "$runtime"' EXIT
[ -n "${XDG_RUNTIME_DIR:-}" ] || export XDG_RUNTIME_DIR=$runtime
status=0
ctest --preset dev --parallel "$(nproc)" || status=$?
took=$((SECONDS - started))
[ "$status" = 0 ] && verdict="all passed" || verdict="FAILED"
echo "tests: $verdict, $((took / 60)) min $((took % 60)) s in all; details in build/dev/Testing/Temporary/LastTest.log"
exit "$status"
