#!/usr/bin/env bash
# Fuzzes one reader with afl-fuzz (Debian's afl++) through SharpFuzz: tests/Fuzz/fuzz.sh <reader> <seconds>
# What it finds stands in artifacts/fuzz/<reader>/out/default/{crashes,hangs}; goes on where it stopped.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

reader=$1
seconds=$2
program=artifacts/fuzz/program-$reader
home=artifacts/fuzz/$reader
tool=artifacts/fuzz/tools/sharpfuzz

# An assembly is instrumented once, so it is a new copy each time.
rm -rf "$program" "$home/in"
dotnet publish tests/Fuzz --configuration Release --output "$program" --nologo --verbosity quiet -p:UseAppHost=false
[ -x "$tool" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$(dirname "$tool")"
dotnet "$program/Fuzz.dll" seeds "$reader" "$home/in"
cp tests/Fleetyard.Images.Tests/Fuzz/corpus/"$reader"/* "$home/in/" 2>/dev/null || true
"$tool" "$program/Fleetyard.Images.dll"

# afl-fuzz knows native programs; the last four say that this is none, and that nobody need tune the machine for it.
resume=$([ -d "$home/out" ] && echo - || echo "$home/in")
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=${AFL_NO_UI:-1}
# One processor, or layers that are read side by side would take another way each time.
export AFL_NO_AFFINITY=1 DOTNET_PROCESSOR_COUNT=1 DOTNET_TieredPGO=0
exec afl-fuzz -i "$resume" -o "$home/out" -V "$seconds" -t 10000 -m none -- dotnet "$program/Fuzz.dll" afl "$reader"
