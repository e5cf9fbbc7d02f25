#!/bin/sh
# Configures Nix for root and for the non-login shells of builds, which read no profile.
#   FLEETYARD_NIX_CONF  the text of nix.conf
set -eu

mkdir -p /etc/nix
printf '%s' "$FLEETYARD_NIX_CONF" >/etc/nix/nix.conf
chmod 0644 /etc/nix/nix.conf

# The profile of the official installer; the distribution's package has its commands in /usr/bin.
profile=/root/.nix-profile/bin
mkdir -p /usr/local/bin
for command in nix nix-store nix-env nix-build nix-shell nix-collect-garbage nix-instantiate; do
  if [ -x "$profile/$command" ]; then
    # The profile's link changes with every generation, and /root is closed to others: link to the store itself.
    ln -sfn "$(readlink -f "$profile")/$command" "/usr/local/bin/$command"
  elif [ -x "/usr/bin/$command" ]; then
    ln -sfn "/usr/bin/$command" "/usr/local/bin/$command"
  fi
done

# A checkout that belongs to another user is still ours to build.
git config --system --replace-all safe.directory '*'
