#!/bin/sh
# Collects Nix's garbage and tells what it freed.
set -eu
export HOME=/root USER=root

size() {
  du -sB1 /nix 2>/dev/null | cut -f1
}

# The recipe may leave these features out of nix.conf.
store() {
  nix --extra-experimental-features 'nix-command flakes' store "$@"
}

before=$(size)
nix-collect-garbage -d
store gc
store optimise
after=$(size)

echo "FLEETYARD_FACT nix-store-bytes-before=$before"
echo "FLEETYARD_FACT nix-store-bytes-after=$after"
