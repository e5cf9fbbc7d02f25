using Cake.Core;
using Fleetyard.Images.Verdicts;

namespace Fleetyard.Build.Images;

/// <summary>Looks into images, checks them, reports, and ends with the exit code that says how it went.</summary>
public sealed class ImageInspection(ImageLook look, ImageReports reports, Interrupt interrupt)
{
    /// <summary>Does all of it.</summary>
    /// <exception cref="CakeException">An image could not be looked at (exit code 1), or was found wanting (2).</exception>
    public async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var expectations = ImageExpectations.Of(context);
        var forms = reports.Chosen(context);
        var images = await ImageChoice.OfAsync(context, interrupt.Token);
        var (inventories, failures) = await look.LookAsync(context, images, expectations.Sets);
        IReadOnlyList<ImageVerdict> verdicts = [.. inventories.SelectMany(expectations.Judge)];
        reports.Write(context, forms, verdicts, failures);
        Conclude(verdicts, failures, expectations);
    }

    private static void Conclude(IReadOnlyList<ImageVerdict> verdicts, IReadOnlyList<ImageFailure> failures, ImageExpectations expectations)
    {
        var wanting = verdicts.Where(verdict => verdict.Deviations.Any(expectations.Fails)).ToList();
        var told = string.Join(System.Environment.NewLine,
        [
            .. failures.Select(failure => $"Could not look at {failure.Image}: {failure.Reason}"),
            .. wanting.Select(verdict => $"Found wanting: {verdict.Inventory.Image}{(verdict.Recipe is null ? "" : $", by the recipe {verdict.Recipe}")} ({Counted(verdict.Deviations.Where(expectations.Fails))})"),
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
