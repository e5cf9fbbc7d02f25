# Compiles Fleetyard, which is quick when nothing changed, then starts it; arguments and exit code pass through.
Set-Location $PSScriptRoot
if (Get-Command dotnet -ErrorAction SilentlyContinue) { dotnet --version | Out-Null } else { $LASTEXITCODE = 1 }
if ($LASTEXITCODE -ne 0) {
    [Console]::Error.WriteLine('Fleetyard needs the .NET SDK 10.0 (global.json). Install it from https://dotnet.microsoft.com/download/dotnet/10.0')
    exit 1
}
dotnet publish build/Fleetyard.Build --configuration Release --use-current-runtime --output artifacts/fleetyard --nologo --verbosity quiet -p:PublishReadyToRun=true
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet artifacts/fleetyard/Fleetyard.Build.dll @args
exit $LASTEXITCODE
