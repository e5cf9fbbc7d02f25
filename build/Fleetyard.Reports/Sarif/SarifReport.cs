using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Json;
using Fleetyard.Reports.Remarks;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Sarif;

/// <summary>SARIF 2.1.0, for code scanning: what deviates and what is odd, and nothing of what is well. A run each image.</summary>
public sealed class SarifReport : IImageReport
{
    /// <summary>What paths are relative to: the root of the image, which has no address.</summary>
    private const string Root = "IMAGEROOT";

    private static readonly (RemarkKind Kind, string Level, string Description)[] Kinds =
    [
        (RemarkKind.Missing, "error", "Something that the recipe says must be in the image is not."),
        (RemarkKind.Unexpected, "error", "Something is in the image that must not be, as the recipe says."),
        (RemarkKind.Version, "error", "It is another implementation or version than the recipe says."),
        (RemarkKind.Machine, "error", "It is for another machine than the recipe says."),
        (RemarkKind.Dangling, "warning", "A symlink leads to no file."),
        (RemarkKind.Unknown, "warning", "Nothing tells whose library it is."),
        (RemarkKind.Mixed, "warning", "One installation has several implementations or versions of a library."),
        (RemarkKind.Warning, "warning", "Something about the file is wrong or misleading."),
        (RemarkKind.Finding, "note", "Something about the image itself is odd."),
    ];

    private static readonly IReadOnlyList<SarifLog.Rule> Rules =
        [.. Kinds.Select(rule => new SarifLog.Rule(Id(rule.Kind), rule.Kind.ToString(), new(rule.Description), new(rule.Level)))];

    private static readonly Dictionary<string, SarifLog.Base> Bases = new() { [Root] = new(new("The root of the image's merged view.")) };

    /// <inheritdoc/>
    public string Name => "sarif";

    /// <inheritdoc/>
    public string MediaType => "application/sarif+json";

    /// <inheritdoc/>
    public string Extension => ".sarif";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var time = input.Time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        ReportJson.Write(output, new SarifLog(
            "https://json.schemastore.org/sarif-2.1.0.json",
            "2.1.0",
            [.. input.Verdicts.Select(verdict => Run(verdict, time)), .. input.Failures.Select(failure => Run(failure, time))]), ReportJson.Sparse);
    }

    private static SarifLog.Run Run(ImageVerdict verdict, string? time) => Run(
        verdict.Inventory.Image,
        new SarifLog.Invocation(true, time, []),
        [.. ImageRemarks.Of(verdict).Select(remark => Result(verdict.Inventory.Image, remark))]);

    private static SarifLog.Run Run(ImageFailure failure, string? time) => Run(
        failure.Image,
        new SarifLog.Invocation(false, time, [new("error", new($"{VisibleText.Of(failure.Image)} could not be looked at: {VisibleText.Of(failure.Reason)}"))]),
        []);

    private static SarifLog.Run Run(string image, SarifLog.Invocation invocation, IReadOnlyList<SarifLog.Result> results) => new(
        new(new("Fleetyard", typeof(SarifReport).Assembly.GetName().Version!.ToString(3), Rules)),
        new($"fleetyard/images/{VisibleText.Of(image)}/"),
        [invocation],
        Bases,
        results);

    /// <summary>What fails a check is an error, whatever its rule's level is otherwise.</summary>
    private static SarifLog.Result Result(string image, Remark remark)
    {
        var rule = Array.FindIndex(Kinds, kind => kind.Kind == remark.Kind);
        var message = $"{(remark.Path is { } path ? VisibleText.Of(path) + ": " : "")}{VisibleText.Of(remark.Message)}";
        var name = VisibleText.Of(image);
        return new(
            Rules[rule].Id,
            rule,
            remark.IsDeviation ? "error" : Kinds[rule].Level,
            new($"{message} (in {name})"),
            [new(File(remark.Path), [new(name, remark.Path is { } place ? $"{name}:{VisibleText.Of(place)}" : name, "module")])],
            new Dictionary<string, string> { ["fleetyard/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', image, remark.Name, remark.Path, remark.Message)))) });
    }

    /// <summary>A path below the image's root, each name percent-encoded (RFC 3986): no name climbs up, begins a scheme or a query.</summary>
    private static SarifLog.PhysicalLocation? File(string? path)
    {
        string[] names = [.. (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name is not ("." or ".."))];
        return names.Length == 0 ? null : new(new(string.Join('/', names.Select(name => Uri.EscapeDataString(name.IsNormalized() ? name : VisibleText.Of(name)))), Root));
    }

    private static string Id(RemarkKind kind) => "fleetyard/" + kind.ToString().ToLowerInvariant();
}
