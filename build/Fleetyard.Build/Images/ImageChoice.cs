using Cake.Core;
using Fleetyard.Images;

namespace Fleetyard.Build.Images;

/// <summary>The images that the user asked for.</summary>
internal static class ImageChoice
{
    /// <summary>Their names, each once, in the order asked; globs are those of the engine.</summary>
    /// <exception cref="CakeException">None was asked for, or a glob matches none.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(BuildContext context, CancellationToken cancellationToken)
    {
        var options = context.ImageOptions;
        if (options.Images.Count == 0)
        {
            throw new CakeException(ExitCode.CouldNot, "No image was named; add --image=<name>, --image='s2n-*' or --image=<file of docker save>.");
        }

        var names = new List<string>();
        foreach (var image in options.Images)
        {
            names.AddRange(await ExpandAsync(image, options.Source, cancellationToken));
        }

        return [.. names.Distinct()];
    }

    /// <summary>Exactly one image.</summary>
    /// <exception cref="CakeException">It is none, or several.</exception>
    public static async Task<string> OneAsync(BuildContext context, CancellationToken cancellationToken)
    {
        var names = await OfAsync(context, cancellationToken);
        return names.Count == 1 ? names[0] : throw new CakeException(ExitCode.CouldNot, $"This takes one image, but --image names {names.Count}: {string.Join(", ", names)}.");
    }

    private static async Task<IReadOnlyList<string>> ExpandAsync(string image, ImageSourceOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ImageSources.ExpandAsync(image, options, cancellationToken);
        }
        catch (ImageException fault)
        {
            throw new CakeException(ExitCode.CouldNot, fault.Message);
        }
    }
}
