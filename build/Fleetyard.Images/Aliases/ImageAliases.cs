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
    /// <exception cref="ImageException">The image cannot be looked at; the message is one line.</exception>
    [CakeMethodAlias]
    [CakeNamespaceImport("Fleetyard.Images")]
    [CakeNamespaceImport("Fleetyard.Images.Inventories")]
    public static ImageInventory InspectImage(this ICakeContext context, string image, InspectImageSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        settings ??= new InspectImageSettings();

        // Aliases of Cake do not await.
        return ImageInspector.InspectAsync(image, settings.Sets, settings.Source).GetAwaiter().GetResult();
    }
}
