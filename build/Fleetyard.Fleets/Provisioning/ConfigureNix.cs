using System.Globalization;
using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Installs Nix, configures it for root and for non-login shells, verifies it, and reduces its store.</summary>
public sealed class ConfigureNix(ScriptRunner scripts) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "ConfigureNix";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) => AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(ScriptRunner.Plan(Name, run.Recipe.Scripts.ConfigureNix));
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await scripts.RunAsync(run, Name, run.Recipe.Scripts.ConfigureNix, cancellationToken);
        if (Bytes(run, "nix-store-bytes-before") is { } before && Bytes(run, "nix-store-bytes-after") is { } after)
        {
            run.Log.Say($"Nix's store lost {Shown(before - after)}: {Shown(before)} → {Shown(after)}");
        }
    }

    private static long? Bytes(FleetRun run, string fact) =>
        long.TryParse(run.State.Facts.GetValueOrDefault(fact), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    private static string Shown(long bytes) => Math.Abs(bytes) < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes ({bytes / (1024.0 * 1024):0.#} MiB)");
}
