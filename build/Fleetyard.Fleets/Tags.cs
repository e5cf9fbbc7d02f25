using System.Globalization;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets;

/// <summary>The tags that everything a run creates carries, so that it is found again.</summary>
public static partial class Tags
{
    /// <summary>The run's id.</summary>
    public const string Run = "fleetyard:run";

    /// <summary>The recipe's name.</summary>
    public const string Recipe = "fleetyard:recipe";

    /// <summary>The recipe's fingerprint.</summary>
    public const string Fingerprint = "fleetyard:fingerprint";

    /// <summary>Whose it is.</summary>
    public const string Owner = "fleetyard:owner";

    /// <summary>From when on what the run left counts as forgotten, in UTC.</summary>
    public const string Expires = "fleetyard:expires";

    /// <summary>The AMI that an AMI was made from; see <see cref="SourceAmi"/>.</summary>
    public const string Source = "fleetyard:source-ami";

    /// <summary>The AMI that an AMI is a copy of; see <see cref="Regions.Place"/>.</summary>
    public const string CopyOf = "fleetyard:copy-of";

    /// <summary>The commit that the recipe was taken from.</summary>
    public const string Commit = "fleetyard:commit";

    /// <summary>Its branch.</summary>
    public const string Branch = "fleetyard:branch";

    /// <summary>A text as a tag's value: CodeBuild takes letters, digits, spaces and <c>_.:/=+@-</c>, at most 255; what else there is becomes <c>_</c>.</summary>
    public static string Value(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var value = NotInValues().Replace(text, "_");
        return value.Length > 255 ? value[..255] : value;
    }

    /// <summary>All tags of a run's resource.</summary>
    public static IReadOnlyDictionary<string, string> Of(FleetRun run, string name, IReadOnlyDictionary<string, string>? own = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var tags = new Dictionary<string, string>(own ?? new Dictionary<string, string>())
        {
            ["Name"] = name,
            [Run] = run.State.RunId,
            [Recipe] = run.Recipe.Name,
            [Fingerprint] = run.Recipe.Fingerprint,
            [Owner] = Value(run.Settings.Owner),
            [Expires] = run.Expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        if (run.Settings.Commit is { } commit)
        {
            tags[Commit] = commit;
        }

        if (run.Settings.Branch is { } branch)
        {
            tags[Branch] = Value(branch);
        }

        return tags;
    }

    internal static string? ValueOf(Amazon.EC2.Model.Image image, string key) => image.Tags?.FirstOrDefault(tag => tag.Key == key)?.Value;

    internal static List<Amazon.EC2.Model.Tag> Ec2(IReadOnlyDictionary<string, string> tags) =>
        [.. tags.Select(tag => new Amazon.EC2.Model.Tag(tag.Key, tag.Value))];

    internal static List<Amazon.CodeBuild.Model.Tag> CodeBuild(IReadOnlyDictionary<string, string> tags) =>
        [.. tags.Select(tag => new Amazon.CodeBuild.Model.Tag { Key = tag.Key, Value = tag.Value })];

    [GeneratedRegex(@"[^\p{L}\p{Z}\p{N}_.:/=+@-]")]
    private static partial Regex NotInValues();
}
