using Cake.Core;
using Fleetyard.Build.Reports;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports;

namespace Fleetyard.Build.Images;

/// <summary>Looks into images, checks them, reports, and ends with the exit code that says how it went.</summary>
public sealed class ImageInspection(ImageLook look, ImageReportWriter reports, Interrupt interrupt)
{
    /// <summary>Does all of it.</summary>
    /// <exception cref="CakeException">An image could not be looked at (exit code 1), or was found wanting (2); or it was interrupted.</exception>
    public Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return interrupt.EndAsync(InspectAsync(context));
    }

    private async Task InspectAsync(BuildContext context)
    {
        var expectations = ImageExpectations.Of(context);
        var forms = ImageReportWriter.Forms(context);
        var images = await ImageChoice.OfAsync(context, interrupt.Token);
        var (inventories, failures) = await look.LookAsync(context, images, expectations.Sets);
        IReadOnlyList<ImageVerdict> verdicts = [.. inventories.SelectMany(expectations.Judge)];
        reports.Write(context, forms, new ImageReportInput(verdicts, failures));
        Conclude(verdicts, failures);
    }

    private static void Conclude(IReadOnlyList<ImageVerdict> verdicts, IReadOnlyList<ImageFailure> failures)
    {
        var wanting = verdicts.Where(verdict => verdict.Deviations.Any()).ToList();
        var told = string.Join(System.Environment.NewLine,
        [
            .. failures.Select(ImageLook.Told),
            .. wanting.Select(verdict => $"Found wanting: {verdict.Inventory.Image}{(verdict.Recipe is { } recipe ? $", by the recipe {recipe}" : "")} ({Counted(verdict.Deviations)})"),
        ]);
        if (failures.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, told);
        }

        if (wanting.Count > 0)
        {
            throw new CakeException(ExitCode.FoundWanting, told);
        }
    }

    private static string Counted(IEnumerable<Deviation> deviations) =>
        string.Join(", ", deviations.GroupBy(deviation => deviation.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
}
