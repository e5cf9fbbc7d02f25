using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Shares the AMI with CodeBuild's organization of the region.</summary>
[TaskName("GrantAccess")]
[TaskDescription("Shares the AMI with CodeBuild's organization of the region.")]
[TaskExample("--cloud=aws --profile=builds")]
[IsDependentOn(typeof(SnapshotAmiTask))]
public sealed class GrantAccessTask(RunSet runs) : FleetStepTask(runs, runs.Chain.GrantAccess);
