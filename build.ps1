# Compiles Fleetyard when it has changed, then starts it; arguments and exit code pass through.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
if (-not (dotnet --version 2>$null)) {
    Write-Error 'Fleetyard needs the .NET SDK 10.0 (global.json). Install it from https://dotnet.microsoft.com/download/dotnet/10.0'
    exit 1
}
dotnet build build/Fleetyard.Build --configuration Release --output artifacts/fleetyard --nologo --verbosity quiet
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
dotnet artifacts/fleetyard/Fleetyard.Build.dll @args
exit $LASTEXITCODE
