using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Creates or updates the fleet and waits until it is active.</summary>
[TaskName("CreateFleet")]
[TaskDescription("Creates or updates the fleet and waits until it is active.")]
[TaskExample("--recipe='ktls-*-x86_64' --output=json")]
[IsDependentOn(typeof(GrantAccessTask))]
public sealed class CreateFleetTask(RunSet runs) : FleetStepTask(runs, runs.Chain.CreateFleet);
