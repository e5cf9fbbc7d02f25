using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Launches an instance of the recipe's source AMI and waits until SSM reaches it.</summary>
[TaskName("PrepareInstance")]
[TaskDescription("Launches an instance of the recipe's source AMI and waits until SSM reaches it.")]
[TaskExample("--recipe=ktls-debian-13-x86_64 --instances=overlay")]
public sealed class PrepareInstanceTask(RunSet runs) : FleetStepTask(runs, runs.Chain.PrepareInstance);
