#!/usr/bin/env bash
# Counts the lines of core that the tests run and fails below 90 %. The lines themselves stand in
# build/coverage/report/index.html. Arguments go to ctest, for example: -L unit
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

least=90
built=${CLINIDESK_COVERAGE_BUILD:-build/coverage}
report=$built/report
log=$built/run.log
mkdir -p "$report"
if [ ! -e "$built/build.ninja" ]; then
    cmake --preset coverage -B "$built" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
fi
cmake --build "$built" >"$log" 2>&1 || { grep -A5 -E 'error|FAILED' "$log" >&2; exit 1; }

find "$built" -name '*.gcda' -delete
export LC_ALL=C.UTF-8
status=0
ctest --test-dir "$built" --parallel "$(nproc)" --label-exclude soak --output-on-failure --quiet \
    --output-log "$built/tests.log" "$@" || status=$?
[ "$status" = 0 ] || { grep -E '\*\*\*|% tests' "$built/tests.log" >&2; exit "$status"; }

# What can't be reached by the compiler's own word isn't asked to be run.
gcovr --root . --filter 'core/' -j "$(nproc)" --exclude-lines-by-pattern '.*Q_UNREACHABLE.*' \
    --exclude-unreachable-branches --html-details "$report/index.html" \
    --json-summary "$report/summary.json" "$built" >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
python3 - "$report/summary.json" "$least" <<'PYTHON'
import collections, json, sys

folders = collections.defaultdict(lambda: [0, 0])
for file in json.load(open(sys.argv[1], encoding="utf-8"))["files"]:
    for name in ("/".join(file["filename"].split("/")[:2]), "core in all"):
        folders[name][0] += file["line_covered"]
        folders[name][1] += file["line_total"]
for name, (run, lines) in sorted(folders.items()):
    print(f"P1 coverage: {name:<16} {run:>5} of {lines:>5} lines, {100 * run / lines:5.1f} %")
run, lines = folders["core in all"]
sys.exit(100 * run < int(sys.argv[2]) * lines)
PYTHON
