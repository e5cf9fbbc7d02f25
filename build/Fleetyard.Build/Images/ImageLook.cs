using System.Collections.Concurrent;
using Cake.Core;
using Fleetyard.Images;
using Fleetyard.Images.Inventories;
using Fleetyard.Reports;

namespace Fleetyard.Build.Images;

/// <summary>Looks into several images side by side; one that cannot be looked at does not stop the others.</summary>
public sealed class ImageLook(ImageProgressView progress, Interrupt interrupt)
{
    /// <summary>What all images have, in the order asked.</summary>
    /// <exception cref="CakeException">One of them could not be looked at.</exception>
    public async Task<IReadOnlyList<ImageInventory>> LookAtAllAsync(BuildContext context, IReadOnlyList<string> images, IReadOnlyList<ArtifactSet> sets)
    {
        var (inventories, failures) = await LookAsync(context, images, sets);
        return failures.Count == 0 ? inventories : throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, failures.Select(Told)));
    }

    /// <summary>A failure in one line.</summary>
    public static string Told(ImageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return $"Could not look at {failure.Image}: {failure.Reason}";
    }

    /// <summary>What the images have, in the order asked, and why others could not be looked at.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task<(IReadOnlyList<ImageInventory> Inventories, IReadOnlyList<ImageFailure> Failures)> LookAsync(BuildContext context, IReadOnlyList<string> images, IReadOnlyList<ArtifactSet> sets)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(images);
        var inventories = new ConcurrentDictionary<string, ImageInventory>();
        var failures = new ConcurrentDictionary<string, ImageFailure>();
        await progress.WhileAsync(images, told => Parallel.ForEachAsync(
            images,
            new ParallelOptions { MaxDegreeOfParallelism = System.Environment.ProcessorCount, CancellationToken = interrupt.Token },
            async (image, token) =>
            {
                try
                {
                    inventories[image] = await ImageInspector.InspectAsync(image, sets, context.ImageOptions.Source with { Progress = told }, token);
                }
                catch (ImageException fault)
                {
                    failures[image] = new ImageFailure(image, fault.Message);
                }
            }));
        interrupt.Token.ThrowIfCancellationRequested();
        return ([.. images.Where(inventories.ContainsKey).Select(image => inventories[image])], [.. images.Where(failures.ContainsKey).Select(image => failures[image])]);
    }
}
