using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Installs and configures Nix, verifies it, and reduces its store.</summary>
[TaskName("ConfigureNix")]
[TaskDescription("Installs and configures Nix, verifies it, and reduces its store.")]
[TaskExample("--keep")]
[IsDependentOn(typeof(InstallDepsTask))]
public sealed class ConfigureNixTask(RunSet runs) : FleetStepTask(runs, runs.Chain.ConfigureNix);
