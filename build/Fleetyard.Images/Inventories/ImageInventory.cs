namespace Fleetyard.Images.Inventories;

/// <summary>What an image has of the sets that were looked for.</summary>
public sealed record ImageInventory
{
    /// <summary>The image, as it was asked for.</summary>
    public required string Image { get; init; }

    /// <summary>The digest of its configuration, which docker calls its ID.</summary>
    public required string Id { get; init; }

    /// <summary>Operating system and architecture, such as <c>linux/amd64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Where it was read from and how, for people.</summary>
    public required string Source { get; init; }

    /// <summary>The layers, the lowest first.</summary>
    public required IReadOnlyList<ImageLayer> Layers { get; init; }

    /// <summary>What was found, a set each, in the order in which they were asked for.</summary>
    public required IReadOnlyList<SetInventory> Sets { get; init; }

    /// <summary>What is odd about the image itself, in the layers' order.</summary>
    public required IReadOnlyList<ImageFinding> Findings { get; init; }

    /// <summary>All artifacts of all sets.</summary>
    public IEnumerable<Artifact> Artifacts => Sets.SelectMany(set => set.Artifacts);
}
