using Cake.Frosting;
using Fleetyard.Build.Images;

namespace Fleetyard.Build.Tasks;

/// <summary>Writes an image recipe of what an image has.</summary>
[TaskName("WriteImageRecipe")]
[TaskDescription("Writes recipes/images/<name>.yml of what an image has, to check later images against.")]
[TaskExample("--image=s2n-tests:today --recipe=s2n-tests")]
public sealed class WriteImageRecipeTask(ImageRecipeFile file) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => file.WriteAsync(context);
}
