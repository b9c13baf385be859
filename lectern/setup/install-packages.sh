#!/bin/sh
# Installs Debian packages as root, without letting their daemons start now or at the next boot:
# Lectern starts private ones of its own.
set -eu
export DEBIAN_FRONTEND=noninteractive

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

install() {
    apt-get install --yes --quiet --no-install-recommends "$@"
}

install "$@" || {
    apt-get update --quiet
    install "$@"
}

if [ -d /run/systemd/system ]; then
    for package in "$@"; do
        systemctl disable --quiet "$package" 2>/dev/null || true
    done
fi
