using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Cleans the instance up, makes the AMI of it and terminates it.</summary>
[TaskName("SnapshotAmi")]
[TaskDescription("Cleans the instance up, makes the AMI of it and terminates it.")]
[TaskExample("--force")]
[IsDependentOn(typeof(ConfigureNixTask))]
public sealed class SnapshotAmiTask(RunSet runs) : FleetStepTask(runs, runs.Chain.SnapshotAmi);
