#!/bin/sh
# Shows that Nix works for root as a build on a fleet finds it: no login, no profile, no environment.
set -eu

bare() {
  env -i HOME=/root USER=root PATH=/usr/local/bin:/usr/bin:/bin "$@"
}

# The recipe may leave these features out of nix.conf.
nix_command() {
  bare nix --extra-experimental-features 'nix-command flakes' "$@"
}

bare git --version
bare nix --version
# Its names before Nix 2.20 are show-config and store ping.
nix_command config show >/dev/null 2>&1 || nix_command show-config >/dev/null
nix_command store info >/dev/null 2>&1 || nix_command store ping

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/trivial.nix" <<'NIX'
derivation {
  name = "fleetyard-trivial";
  system = builtins.currentSystem;
  builder = "/bin/sh";
  args = [ "-c" "echo works > $out" ];
}
NIX
built=$(bare nix-build --no-out-link --option substitute false --option sandbox false "$work/trivial.nix")
[ "$(cat "$built")" = works ]
bare nix-store --verify

echo "FLEETYARD_FACT nix-version=$(bare nix --version)"
