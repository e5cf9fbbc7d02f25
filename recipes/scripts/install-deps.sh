#!/bin/sh
# Brings the system up to date and installs git with the recipe's packages.
#   FLEETYARD_UPDATE    1: update the system first
#   FLEETYARD_PACKAGES  names of packages, separated by spaces
# Exits 194, which asks SSM for a reboot and a second run, once, when what was installed wants one.
set -eu

state=/var/lib/fleetyard
mkdir -p "$state"
# shellcheck disable=SC1091
. /etc/os-release

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
  DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get --yes --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# dnf and yum wait for each other's locks by themselves.
rpms() {
  "$tool" --assumeyes "$@"
}

# At a first boot cloud-init installs packages too. Where it has not booted the system, it would be waited for in vain.
wait_for_first_boot() {
  if [ -d /run/cloud-init ] && command -v cloud-init >/dev/null; then
    timeout 300 cloud-init status --wait || echo "install-deps: cloud-init did not end well within 300 s (exit code $?); going on without it"
  fi
}

# apt's Lock::Timeout is for dpkg's lock, not for the lists', which cloud-init and apt-daily hold at a first boot.
refresh_apt() {
  output=$(mktemp)
  until=$(($(date +%s) + 300))
  while :; do
    code=0
    # Error-Mode: a source that refuses, not only one that lacks a file, is a failure.
    apt -o APT::Update::Error-Mode=any update >"$output" 2>&1 || code=$?
    cat "$output"
    if [ "$code" = 0 ] || ! grep -q '^E: \(Could not get lock\|Unable to lock\)' "$output" || [ "$(date +%s)" -ge "$until" ]; then
      break
    fi
    echo "install-deps: another apt holds the package lists; trying again"
    sleep 5
  done
  rm -f "$output"
  return "$code"
}

# One unreachable third-party source must not stop the rest: what is missing shows when it is installed.
refresh() {
  case $tool in
    apt) refresh_apt && return ;;
    *) rpms makecache && return ;;
  esac
  echo "install-deps: not every package list could be refreshed, as told above; going on with those that are there" >&2
  echo "FLEETYARD_FACT package-lists=refreshed in part"
}

update() {
  # An AMI of Amazon Linux 2023 stays on its own release unless the newest is asked for.
  case $tool:$ID in
    apt:*) apt dist-upgrade ;;
    dnf:amzn) rpms --setopt='*.skip_if_unavailable=1' --releasever=latest upgrade ;;
    *) rpms --setopt='*.skip_if_unavailable=1' upgrade ;;
  esac
}

install() {
  case $tool in
    apt) apt install --no-install-recommends "$@" ;;
    dnf) rpms --setopt='*.skip_if_unavailable=1' --setopt=install_weak_deps=0 install "$@" ;;
    yum) rpms --setopt='*.skip_if_unavailable=1' install "$@" ;;
  esac
}

# findutils is what clean-up.sh and audit.sh look with; Amazon Linux 2023's minimal AMI and container have none.
# curl-minimal, which AMIs of Amazon Linux 2023 and RHEL 9 have, has the command curl and conflicts with the package curl.
packages() {
  for package in ca-certificates findutils git ${FLEETYARD_PACKAGES:-}; do
    if [ "$package" = curl ] && [ "$tool" != apt ] && rpm --quiet -q curl-minimal; then
      continue
    fi
    echo "$package"
  done
}

newest_kernel() {
  find /lib/modules -mindepth 1 -maxdepth 1 -type d -exec basename {} \; 2>/dev/null | sort -V | tail -n 1
}

# Says why a reboot is needed, or nothing.
reboot_reason() {
  if [ "$(newest_kernel)" != "$running" ]; then
    echo "the kernel $(newest_kernel) was installed and $running runs"
  elif [ -e /var/run/reboot-required ]; then
    echo "/var/run/reboot-required is there ($(sort -u /var/run/reboot-required.pkgs 2>/dev/null | tr '\n' ' '))"
  elif restarting=$(restarting_command) && ! $restarting -r >/dev/null 2>&1; then
    echo "$restarting -r asks for it"
  fi
}

restarting_command() {
  if command -v needs-restarting >/dev/null; then
    echo needs-restarting
  elif [ "$tool" = dnf ] && dnf needs-restarting --help >/dev/null 2>&1; then
    echo "dnf needs-restarting"
  else
    return 1
  fi
}

wait_for_first_boot
refresh
if [ "${FLEETYARD_UPDATE:-1}" = 1 ]; then
  update
fi
# The packages are words on purpose: the recipe's reader lets nothing else through.
# shellcheck disable=SC2046
install $(packages)

# A container and a clone of a machine were not booted: they have no kernel that a reboot would change.
running=$(uname -r)
if [ -d /run/systemd/system ] && [ -d "/lib/modules/$running" ] && [ ! -e "$state/rebooted" ]; then
  reason=$(reboot_reason)
  if [ -n "$reason" ]; then
    touch "$state/rebooted"
    echo "A reboot is needed: $reason."
    exit 194
  fi
fi

echo "FLEETYARD_FACT os=$PRETTY_NAME"
echo "FLEETYARD_FACT kernel=$running"
echo "FLEETYARD_FACT git-version=$(git --version)"
