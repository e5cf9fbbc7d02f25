using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Updates the system and installs git and the recipe's packages.</summary>
[TaskName("InstallDeps")]
[TaskDescription("Updates the system and installs git and the recipe's packages.")]
[TaskExample("--verbosity=verbose")]
[IsDependentOn(typeof(PrepareInstanceTask))]
public sealed class InstallDepsTask(RunSet runs) : FleetStepTask(runs, runs.Chain.InstallDeps);
