using Cake.Core;
using Cake.Frosting;
using Fleetyard.Build.Guard;
using Fleetyard.Build.Options;

namespace Fleetyard.Build;

/// <summary>What tasks are given: Cake's context and what the user asked for.</summary>
public sealed class BuildContext(ICakeContext context) : FrostingContext(context)
{
    private BuildOptions? options;
    private ImageOptions? imageOptions;
    private OwnersGuard? guard;

    /// <summary>What the user asked for; read when first needed, so that showing help needs nothing.</summary>
    public BuildOptions Options => options ??= new OptionReader(this).Read();

    /// <summary>What the user asked of images.</summary>
    public ImageOptions ImageOptions => imageOptions ??= new OptionReader(this).ReadImages();

    /// <summary>What the owner lets recipes do.</summary>
    public OwnersGuard Guard => guard ??= new GuardReader(this, new ConfiguredKeys(Root, System.Environment.GetEnvironmentVariables())).Read();

    /// <summary>The project's folder: the working directory.</summary>
    public string Root => Environment.WorkingDirectory.FullPath;
}
