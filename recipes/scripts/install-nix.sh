#!/bin/sh
# Installs Nix for root.
#   FLEETYARD_NIX_FROM     distribution: the distribution's package; official: the release tarball
#   FLEETYARD_NIX_VERSION  official: the release
#   FLEETYARD_NIX_SHA256   official: the SHA-256 of this architecture's tarball
set -eu
export HOME=/root USER=root

# An installation that was interrupted has a store, but no nix that runs.
installed() {
  nix --version >/dev/null 2>&1 || /root/.nix-profile/bin/nix --version >/dev/null 2>&1
}

from_distribution() {
  if ! command -v apt-get >/dev/null; then
    echo "install-nix: only Debian and Ubuntu have a package of Nix; use nix.from: official" >&2
    exit 1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install --no-install-recommends nix-bin
}

# needs <command> <package>
needs() {
  if ! command -v "$1" >/dev/null; then
    echo "install-nix: Nix's release needs the command $1, which is not here; add $2 to dependencies.packages" >&2
    exit 1
  fi
}

from_release() {
  needs curl "the package curl (or curl-minimal)"
  needs tar "the package tar"
  needs xz "the package xz-utils (Debian, Ubuntu) or xz (Amazon Linux, RHEL)"
  release="nix-$FLEETYARD_NIX_VERSION-$(uname -m)-linux"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  curl --fail --silent --show-error --location --retry 3 --proto '=https' \
    --output "$work/nix.tar.xz" "https://releases.nixos.org/nix/nix-$FLEETYARD_NIX_VERSION/$release.tar.xz"
  echo "$FLEETYARD_NIX_SHA256  $work/nix.tar.xz" | sha256sum --check --quiet
  tar -xJf "$work/nix.tar.xz" -C "$work"

  # The installer stops at the missing group nixbld unless root builds as itself. configure-nix.sh writes this file anew.
  mkdir -p /etc/nix
  if ! grep -qs '^build-users-group *=' /etc/nix/nix.conf; then
    # A line of its own, also after a last line without an end.
    printf '\nbuild-users-group =\n' >>/etc/nix/nix.conf
  fi
  # Single-user, so that no daemon runs from /nix: it is the multi-user installation that SELinux has to be off or permissive for.
  "$work/$release/install" --no-daemon --no-channel-add --no-modify-profile
}

if installed; then
  echo "Nix is installed already."
elif [ "$FLEETYARD_NIX_FROM" = official ]; then
  from_release
else
  from_distribution
fi
