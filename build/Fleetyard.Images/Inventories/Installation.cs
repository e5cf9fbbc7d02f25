namespace Fleetyard.Images.Inventories;

/// <summary>The artifacts of a set that were installed together, for that is how builds choose: <c>/usr/local/openssl-3.0</c>.</summary>
/// <param name="Path">The prefix; for a distribution's folder of one machine that folder, <c>/usr/lib/i386-linux-gnu</c>.</param>
/// <param name="Artifacts">What is in it, ordered by path.</param>
public sealed record Installation(string Path, IReadOnlyList<Artifact> Artifacts)
{
    /// <summary>Who they are, each implementation and version once, ordered.</summary>
    public IReadOnlyList<string> Identities { get; } =
        [.. Artifacts.Select(artifact => artifact.Identity?.Who).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The machines they are for, each once, ordered.</summary>
    public IReadOnlyList<string> Machines { get; } =
        [.. Artifacts.Select(artifact => artifact.Identity?.Machine).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
