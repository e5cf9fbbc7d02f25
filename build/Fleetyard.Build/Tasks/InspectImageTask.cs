using Cake.Frosting;
using Fleetyard.Build.Images;

namespace Fleetyard.Build.Tasks;

/// <summary>Lists what libcrypto and which clang are in images, and checks them against a recipe.</summary>
[TaskName("InspectImage")]
[TaskDescription("Lists every libcrypto and clang in Docker images, with who each is; checks them against an image recipe. Runs none of them.")]
[TaskExample("--image='s2n-*' --recipe=s2n-tls-tests --output=html:images.html")]
public sealed class InspectImageTask(ImageInspection inspection) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => inspection.RunAsync(context);
}
