#!/usr/bin/env bash
# Installs what building, testing and showing CliniDesk needs, from Debian's own archive. Does nothing
# when everything is there. As root, or as an ordinary person with sudo. Starts no system service.
set -euo pipefail

packages=(
    g++ cmake ninja-build mold
    qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libcli11-dev libpq-dev libssl-dev libhiredis-dev
    postgresql-15 redis-server
    libqrencode-dev
    xvfb libxtst-dev fonts-noto-core fonts-noto-cjk libfaketime poppler-utils zbar-tools libical-dev pkg-config
    python3 clang-format codespell
    clang libclang-rt-14-dev clang-tidy clazy gcovr
)

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || { echo "install: all ${#packages[@]} packages are here"; exit 0; }

as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "install: as root, please: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

# Debian starts what it installs, on 5432 and 6379; ours are private, so nothing has to.
policy=/usr/sbin/policy-rc.d
made_policy=
tidy_up() {
    [ -z "$made_policy" ] || "${as_root[@]}" rm -f "$policy"
}
trap tidy_up EXIT
if [ ! -e "$policy" ]; then
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
fi
includes() {
    case " ${missing[*]} " in *" $1 "*) return 0 ;; *) return 1 ;; esac
}
if includes postgresql-15; then
    "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" \
        | "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/clinidesk.conf >/dev/null
fi

echo "install: ${#missing[@]} packages from Debian: ${missing[*]}"
log=$(mktemp)
quietly() {
    "$@" >"$log" 2>&1 || { tail -n 30 "$log" >&2; exit 1; }
}
quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update
quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 "${missing[@]}"
rm -f "$log"

# The package enables its service for the next start of the machine.
if includes redis-server && [ -d /run/systemd/system ]; then
    "${as_root[@]}" systemctl disable --quiet redis-server.service || true
fi
