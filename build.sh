#!/usr/bin/env bash
# Compiles Fleetyard when its sources are not those that were compiled, then starts it; arguments and exit code pass through.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

program=artifacts/fleetyard/Fleetyard.Build.dll
built=artifacts/fleetyard.built

# By content, since a branch that was switched to or a file that was removed may leave no newer file behind.
sources() { { find build global.json -type f -exec cksum {} + | LC_ALL=C sort; printf %s "${FLEETYARD_MSBUILD:-}"; } | cksum; }

is_current() { [ -f "$program" ] && [ -f "$built" ] && [ "$(<"$built")" = "$(sources)" ]; }

lacks_sdk() {
  wanted=$(<global.json)
  wanted=${wanted#*\"version\": \"}
  found=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd, - || true)
  echo "Fleetyard needs the .NET SDK ${wanted%%\"*} or a later one of that version (global.json); found ${found:-none}. Install it from https://dotnet.microsoft.com/download" >&2
  exit 1
}

compile() {
  sdk=$(dotnet --version 2>/dev/null) || lacks_sdk
  echo "Compiling Fleetyard with the .NET SDK $sdk ..." >&2
  compiled=$(sources)
  rm -f "$built"
  # Analyzers look at the code where it is tested; here somebody waits.
  if ! dotnet publish build/Fleetyard.Build --configuration Release --use-current-runtime --output artifacts/fleetyard \
    --nologo --verbosity quiet -p:PublishReadyToRun=true -p:RunAnalyzers=false ${FLEETYARD_MSBUILD:-} >artifacts/fleetyard.log 2>&1; then
    cat artifacts/fleetyard.log >&2
    exit 1
  fi
  echo "$compiled" >"$built"
}

command -v dotnet >/dev/null || lacks_sdk
if ! is_current; then
  mkdir -p artifacts
  if command -v flock >/dev/null; then
    exec 9>artifacts/fleetyard.lock
    flock 9
  fi
  # The compiler's servers outlive it, and would hold the lock.
  is_current || compile 9>&-
  exec 9>&-
fi

exec dotnet "$program" "$@"
