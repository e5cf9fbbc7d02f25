using System.Runtime.InteropServices;
using Cake.Core;
using Cake.Core.Annotations;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Images;

/// <summary>Looking into images from a Cake script or a Frosting build.</summary>
[CakeAliasCategory("Images")]
public static class ImageAliases
{
    /// <summary>What libcrypto and which clang are in an image, or whatever else is asked for.</summary>
    /// <param name="context">The context.</param>
    /// <param name="image">An image's name, a file of <c>docker save</c>, an OCI layout, or a registry's <c>docker://…</c>.</param>
    /// <param name="settings">What to look for and how; null for the usual.</param>
    /// <exception cref="ImageException">The image cannot be looked at, or the build was interrupted; the message is one line.</exception>
    [CakeMethodAlias]
    [CakeNamespaceImport("Fleetyard.Images")]
    [CakeNamespaceImport("Fleetyard.Images.Inventories")]
    public static ImageInventory InspectImage(this ICakeContext context, string image, InspectImageSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        settings ??= new InspectImageSettings();

        // Nobody else listens for Ctrl-C in a foreign build, and a container that was made has to go all the same.
        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        try
        {
            // Aliases of Cake do not await.
            return ImageInspector.InspectAsync(image, settings.Sets, settings.Source, interrupt.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException fault)
        {
            throw new ImageException($"The look at {image} was interrupted; start it again.", fault);
        }

        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        }
    }
}
