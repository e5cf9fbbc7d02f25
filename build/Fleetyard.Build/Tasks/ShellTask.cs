using Cake.Frosting;
using Fleetyard.Build.Images;

namespace Fleetyard.Build.Tasks;

/// <summary>An interactive terminal in an image.</summary>
[TaskName("Shell")]
[TaskDescription("Opens a terminal in a container of an image: bash, or sh where there is no bash. The container is removed at the end.")]
[TaskExample("--image=debian:13")]
public sealed class ShellTask(ImageShell shell) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => shell.OpenAsync(context);
}
