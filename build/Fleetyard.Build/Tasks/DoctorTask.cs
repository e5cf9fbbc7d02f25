using Cake.Frosting;
using Fleetyard.Build.Doctor;
using Fleetyard.Build.Reports;

namespace Fleetyard.Build.Tasks;

/// <summary>Tells what this machine and the account have and lack.</summary>
[TaskName("Doctor")]
[TaskDescription("Tells what this machine, the credentials and the account have and lack for the recipes; changes nothing. Exit code 2 where something will not do.")]
[TaskExample("--cloud=aws --recipe='ktls-*' --output=json")]
public sealed class DoctorTask(Examination examination, DoctorReport report) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context) => report.Write(context, await examination.RunAsync(context));
}
