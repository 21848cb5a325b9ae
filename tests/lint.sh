#!/usr/bin/env bash
# The house rules that a machine can check. --quick: layers, format, spelling. Without it also
# clang-tidy over the files changed since the main branch (--all: over every file) and clazy, both from
# build/tidy's compile commands.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scope=changed
case ${1:-} in
"") ;;
--quick) scope=quick ;;
--all) scope=all ;;
*)
    echo "usage: tests/lint.sh [--quick|--all]" >&2
    exit 2
    ;;
esac

status=0
complain() {
    echo "lint: $1" >&2
    status=1
}
mapfile -t sources < <(find core ui app tests -name '*.cpp' -o -name '*.h' | sort)
folders=()
for folder in app core ui tests docs packaging cmake README.md CHANGELOG.md; do
    [ ! -e "$folder" ] || folders+=("$folder")
done

python3 tests/check_layers.py . || complain "a file knows a layer it must not know"
clang-format --dry-run --Werror "${sources[@]}" || complain "clang-format would change files"
# One word a line in lint-words.txt that codespell mistakes for a misspelling.
codespell --ignore-words tests/lint-words.txt --skip '*.svg,*.png,*.ts,*.js,build,names,seeds' "${folders[@]}" \
    || complain "misspelt words"
[ "$scope" != quick ] || exit "$status"

compiled=build/tidy
cmake --preset tidy >/dev/null
# Sources include what moc makes of them. Building its targets would build every library first.
find "$compiled" -name AutogenInfo.json -print0 \
    | xargs -0 -P "$(nproc)" -I '{}' cmake -E cmake_autogen '{}' Debug >/dev/null
if [ "$scope" = all ]; then
    mapfile -t checked < <(printf '%s\n' "${sources[@]}" | grep '\.cpp$')
else
    base=$(git merge-base HEAD origin/HEAD 2>/dev/null || git rev-list --max-parents=0 HEAD | tail -n 1)
    mapfile -t checked < <(git diff --name-only --diff-filter=d "$base" -- '*.cpp' && git ls-files -o --exclude-standard '*.cpp')
fi
[ ${#checked[@]} -gt 0 ] || exit "$status"
printf '%s\0' "${checked[@]}" | xargs -0 -n 4 -P "$(nproc)" clang-tidy --quiet -p "$compiled" \
    || complain "clang-tidy"
if command -v clazy-standalone >/dev/null; then
    printf '%s\0' "${checked[@]}" | CLAZY_CHECKS=level1 xargs -0 -n 4 -P "$(nproc)" \
        clazy-standalone -p "$compiled" || complain "clazy"
fi
exit "$status"
