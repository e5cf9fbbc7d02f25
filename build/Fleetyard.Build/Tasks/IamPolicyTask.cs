using Cake.Frosting;
using Fleetyard.Build.Reports;

namespace Fleetyard.Build.Tasks;

/// <summary>Prints the policies that recipes need.</summary>
[TaskName("IamPolicy")]
[TaskDescription("Prints the least that the caller, the instance profile's role and the fleet's role need, as IAM takes it; asks no cloud.")]
[TaskExample("--recipe=ktls-al2023-x86_64 --output=json")]
public sealed class IamPolicyTask(PolicyReport report) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => report.Write(context);
}
