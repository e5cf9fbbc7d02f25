#!/bin/sh
# Brings the system up to date and installs git with the recipe's packages.
#   FLEETYARD_UPDATE    1: update the system first
#   FLEETYARD_PACKAGES  names of packages, separated by spaces
# Exits 194, which asks SSM for a reboot and a second run, once, when the update brought a newer kernel.
set -eu

state=/var/lib/fleetyard
mkdir -p "$state"

if command -v apt-get >/dev/null; then
  tool=apt
elif command -v dnf >/dev/null; then
  tool=dnf
elif command -v yum >/dev/null; then
  tool=yum
else
  echo "install-deps: this system has neither apt-get, dnf nor yum" >&2
  exit 1
fi

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

refresh() {
  case $tool in
    # One unreachable third-party source must not stop the rest: what is missing shows when it is installed.
    apt) apt update ;;
    *) "$tool" --assumeyes makecache ;;
  esac
}

update() {
  case $tool in
    apt) apt dist-upgrade ;;
    *) "$tool" --assumeyes upgrade ;;
  esac
}

install() {
  case $tool in
    apt) apt install --no-install-recommends "$@" ;;
    *) "$tool" --assumeyes install "$@" ;;
  esac
}

newest_kernel() {
  find /lib/modules -mindepth 1 -maxdepth 1 -type d -exec basename {} \; 2>/dev/null | sort -V | tail -n 1
}

refresh
if [ "${FLEETYARD_UPDATE:-1}" = 1 ]; then
  update
fi
# The packages are words on purpose: the recipe's reader lets nothing else through.
# shellcheck disable=SC2086
install ca-certificates git ${FLEETYARD_PACKAGES:-}

running=$(uname -r)
if [ -d "/lib/modules/$running" ] && [ "$(newest_kernel)" != "$running" ] && [ ! -e "$state/rebooted" ]; then
  touch "$state/rebooted"
  echo "The kernel $(newest_kernel) was installed and $running runs: a reboot is needed."
  exit 194
fi

# shellcheck disable=SC1091
. /etc/os-release
echo "FLEETYARD_FACT os=$PRETTY_NAME"
echo "FLEETYARD_FACT kernel=$running"
echo "FLEETYARD_FACT git-version=$(git --version)"
