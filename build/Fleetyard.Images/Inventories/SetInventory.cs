namespace Fleetyard.Images.Inventories;

/// <summary>What an image has of one set.</summary>
/// <param name="Set">What was looked for.</param>
/// <param name="Installations">Where it is, ordered by path; none if the image has nothing of it.</param>
public sealed record SetInventory(ArtifactSet Set, IReadOnlyList<Installation> Installations)
{
    /// <summary>All artifacts, by installation and path.</summary>
    public IEnumerable<Artifact> Artifacts => Installations.SelectMany(installation => installation.Artifacts);
}
