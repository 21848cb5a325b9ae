#!/usr/bin/env bash
# Shows CliniDesk with a clinic inside: installs what is missing, builds, and opens the window on
# private servers. With --headless, or where there is no display, a program does the main job in the
# real window under Xvfb instead and leaves a picture of every step in build/demo/tour/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

headless=
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=yes
for argument in "$@"; do
    case $argument in
    --headless) headless=yes ;;
    *)
        echo "usage: packaging/demo.sh [--headless]" >&2
        exit 2
        ;;
    esac
done

echo "demo 1/3: install what is missing"
packaging/install-deps.sh

programs=(clinidesk clinideskctl clinidesk-worker)
[ -z "$headless" ] || programs+=(clinidesk-tour)
echo "demo 2/3: build ${programs[*]} in build/release"
log=build/release/demo.log
mkdir -p build/release
[ -e build/release/build.ninja ] || cmake --preset release >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset release --target "${programs[@]}" >"$log" 2>&1 \
    || { grep -A5 -E 'error|FAILED' "$log" >&2; exit 1; }

if [ -z "$headless" ]; then
    echo "demo 3/3: open the window; the accounts to sign in with are on the screen"
    exec build/release/bin/clinidesk --standalone --demo
fi

echo "demo 3/3: do the main job in the real window, pictures in build/demo/tour/"
rm -rf build/demo/tour
mkdir -p build/demo/tour
runtime=$(mktemp -d)
chmod 700 "$runtime"
[ -n "${XDG_RUNTIME_DIR:-}" ] || export XDG_RUNTIME_DIR=$runtime
screen=
tidy_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    rm -rf "$runtime"
}
trap tidy_up EXIT

# Xvfb picks a free display by itself and writes its number once it can be used.
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp -noreset 3>"$runtime/display" 2>"$runtime/xvfb.log" &
screen=$!
for _ in $(seq 100); do
    [ ! -s "$runtime/display" ] || break
    kill -0 "$screen" 2>/dev/null || { cat "$runtime/xvfb.log" >&2; exit 1; }
    sleep 0.1
done
DISPLAY=:$(cat "$runtime/display")
export DISPLAY
unset WAYLAND_DISPLAY
QT_QPA_PLATFORM=xcb build/release/bin/clinidesk-tour --pictures build/demo/tour
