using Cake.Frosting;
using Fleetyard.Build.Images;

namespace Fleetyard.Build.Tasks;

/// <summary>Shows how the libcrypto and clang of two images differ.</summary>
[TaskName("DiffImages")]
[TaskDescription("Shows which libcrypto and clang the second of two images has more, less or otherwise than the first.")]
[TaskExample("--image=s2n-tests:old --image=s2n-tests:new")]
public sealed class DiffImagesTask(ImageComparison comparison) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => comparison.RunAsync(context);
}
