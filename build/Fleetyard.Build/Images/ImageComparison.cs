using Cake.Core;
using Fleetyard.Build.Reports;
using Fleetyard.Images.Diffs;

namespace Fleetyard.Build.Images;

/// <summary>Compares what two images have.</summary>
public sealed class ImageComparison(ImageLook look, ImageReportWriter reports, Interrupt interrupt)
{
    /// <summary>Does it, and reports.</summary>
    /// <exception cref="CakeException">There are not two images, or one could not be looked at; or it was interrupted.</exception>
    public Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return interrupt.EndAsync(CompareAsync(context));
    }

    private async Task CompareAsync(BuildContext context)
    {
        var expectations = ImageExpectations.Of(context);
        var forms = ImageReportWriter.DiffForms(context);
        var images = await ImageChoice.OfAsync(context, interrupt.Token);
        if (images.Count != 2)
        {
            throw new CakeException(ExitCode.CouldNot, $"DiffImages takes two images, but --image names {images.Count}: {string.Join(", ", images)}; add --image=<before> --image=<after>.");
        }

        var inventories = await look.LookAtAllAsync(context, images, expectations.Sets);
        reports.Write(context, forms, InventoryDiff.Between(inventories[0], inventories[1]));
    }
}
