#!/usr/bin/env bash
# Compiles Fleetyard when a source is newer than what is compiled, then starts it; arguments and exit code pass through.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

program=artifacts/fleetyard/Fleetyard.Build.dll
built=artifacts/fleetyard.built

is_current() {
  [ -f "$program" ] && [ -f "$built" ] && [ -z "$(find build global.json -newer "$built" -print -quit)" ]
}

compile() {
  if ! sdk=$(dotnet --version 2>/dev/null); then
    found=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd, - || true)
    echo "Fleetyard needs the .NET SDK 10.0 (global.json); found ${found:-none}. Install it from https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
  fi
  echo "Compiling Fleetyard with the .NET SDK $sdk ..." >&2
  touch "$built.started"
  # Analyzers look at the code where it is tested; here somebody waits.
  if ! dotnet publish build/Fleetyard.Build --configuration Release --use-current-runtime --output artifacts/fleetyard \
    --nologo --verbosity quiet -p:PublishReadyToRun=true -p:RunAnalyzers=false ${FLEETYARD_MSBUILD:-} >artifacts/fleetyard.log 2>&1; then
    cat artifacts/fleetyard.log >&2
    exit 1
  fi
  mv "$built.started" "$built"
}

if ! is_current; then
  mkdir -p artifacts
  if command -v flock >/dev/null; then
    exec 9>artifacts/fleetyard.lock
    flock 9
  fi
  is_current || compile
  exec 9>&-
fi

exec dotnet "$program" "$@"
