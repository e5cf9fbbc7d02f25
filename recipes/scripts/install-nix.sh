#!/bin/sh
# Installs Nix for root.
#   FLEETYARD_NIX_FROM     distribution: the distribution's package; official: the release tarball
#   FLEETYARD_NIX_VERSION  official: the release
#   FLEETYARD_NIX_SHA256   official: the SHA-256 of this architecture's tarball
set -eu

from_distribution() {
  if ! command -v apt-get >/dev/null; then
    echo "install-nix: only Debian and Ubuntu have a package of Nix; use nix.from: official" >&2
    exit 1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install --no-install-recommends nix-bin
}

from_release() {
  release="nix-$FLEETYARD_NIX_VERSION-$(uname -m)-linux"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  curl --fail --silent --show-error --location --retry 3 --proto '=https' \
    --output "$work/nix.tar.xz" "https://releases.nixos.org/nix/nix-$FLEETYARD_NIX_VERSION/$release.tar.xz"
  echo "$FLEETYARD_NIX_SHA256  $work/nix.tar.xz" | sha256sum --check --quiet
  tar -xJf "$work/nix.tar.xz" -C "$work"

  # The installer stops at the missing group nixbld unless root builds as itself.
  mkdir -p /etc/nix
  echo 'build-users-group =' >/etc/nix/nix.conf
  HOME=/root USER=root "$work/$release/install" --no-daemon --no-channel-add --no-modify-profile
}

if command -v nix >/dev/null || [ -x /root/.nix-profile/bin/nix ]; then
  echo "Nix is installed already."
elif [ "$FLEETYARD_NIX_FROM" = official ]; then
  from_release
else
  from_distribution
fi
