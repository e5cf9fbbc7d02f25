using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Runs the recipe's verify commands as a build on the fleet.</summary>
[TaskName("VerifyFleet")]
[TaskDescription("Runs the recipe's verify commands as a build on the fleet.")]
[TaskExample("--recipe=ktls-debian-13-x86_64")]
[IsDependentOn(typeof(CreateFleetTask))]
public sealed class VerifyFleetTask(RunSet runs) : FleetStepTask(runs, runs.Chain.VerifyFleet);
