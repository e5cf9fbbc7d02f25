using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;

namespace Fleetyard.Images.Verdicts;

/// <summary>Checks one entry of what must be there: that there is something, and that all of it is as the entry says.</summary>
internal sealed class MustCheck
{
    private readonly ImageClause must;
    private readonly List<Deviation> deviations = [];

    private MustCheck(ImageClause must) => this.must = must;

    public static Check Of(ImageClause must, SetInventory set)
    {
        var check = new MustCheck(must);
        check.Look(set);
        return new(must.Covered, check.deviations);
    }

    private void Look(SetInventory set)
    {
        var covered = set.Installations
            .Select(installation => (installation.Path, Artifacts: installation.Artifacts.Where(artifact => must.Covers(installation, artifact)).ToList()))
            .Where(installation => installation.Artifacts.Count > 0).ToList();
        if (covered.Count == 0)
        {
            Add(DeviationKind.Missing, must.Place ?? Glob(set), must.Said.Length > 0 ? must.Said : must.Program ?? must.Set, "nothing");
            return;
        }

        // An entry for installations is for each of them; any other is for all that it covers.
        if (must.Installation is null)
        {
            Look(must.Place ?? Glob(set), [.. covered.SelectMany(installation => installation.Artifacts)]);
            return;
        }

        foreach (var (path, artifacts) in covered)
        {
            Look(path, artifacts);
        }
    }

    private void Look(string place, List<Artifact> artifacts)
    {
        var kinds = artifacts.Select(artifact => artifact.Kind).Distinct().Order().Select(kind => kind.Name()).ToList();
        foreach (var kind in must.Kinds.Select(kind => kind.Name()).Except(kinds))
        {
            Add(DeviationKind.Missing, place, kind, string.Join(", ", kinds));
        }

        LookAtWho(place, artifacts);
        LookAtMachine(place, artifacts);
    }

    private void LookAtWho(string place, List<Artifact> artifacts)
    {
        var others = artifacts.Where(artifact => artifact.Identity is { } identity && IsOther(identity)).ToList();
        foreach (var artifact in others)
        {
            Add(DeviationKind.Version, artifact.Path, must.Who!, artifact.Identity!.Who ?? "nothing that tells");
        }

        if (others.Count == 0 && !Tells(must.Implementation, artifacts, identity => identity.Implementation))
        {
            Add(DeviationKind.Version, place, must.Who!, "nothing that tells whose it is");
        }
        else if (others.Count == 0 && !Tells(must.Version, artifacts, identity => identity.Version))
        {
            Add(DeviationKind.Version, place, must.Who!, "nothing that tells a version");
        }
    }

    private void LookAtMachine(string place, List<Artifact> artifacts)
    {
        foreach (var artifact in artifacts.Where(artifact => must.Machine is not null && artifact.Identity?.Machine is { } machine && machine != must.Machine))
        {
            Add(DeviationKind.Machine, artifact.Path, must.Machine!, artifact.Identity!.Machine!);
        }

        if (!Tells(must.Machine, artifacts, identity => identity.Machine))
        {
            Add(DeviationKind.Machine, place, must.Machine!, "nothing that tells a machine");
        }
    }

    /// <summary>What does not tell is no other: not every file of an installation can.</summary>
    private bool IsOther(ArtifactIdentity identity) =>
        (must.Implementation is not null && identity.Implementation is not null && identity.Implementation != must.Implementation)
        || (must.Version is not null && identity.Version is not null && !must.Version.Contains(identity.Version));

    private static bool Tells(object? asked, List<Artifact> artifacts, Func<ArtifactIdentity, string?> told) =>
        asked is null || artifacts.Any(artifact => artifact.Identity is { } identity && told(identity) is not null);

    private static string Glob(SetInventory set) => string.Join(", ", set.Set.Patterns);

    private void Add(DeviationKind kind, string path, string expected, string found) => deviations.Add(new(kind, must.Set, path, expected, found));
}
