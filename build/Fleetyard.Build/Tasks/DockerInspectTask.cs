using Cake.Frosting;
using Fleetyard.Build.Images;

namespace Fleetyard.Build.Tasks;

/// <summary>InspectImage by its other name.</summary>
[TaskName("DockerInspect")]
[TaskDescription("InspectImage by its other name.")]
[TaskExample("--image=debian:13")]
public sealed class DockerInspectTask(ImageInspection inspection) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => inspection.RunAsync(context);
}
