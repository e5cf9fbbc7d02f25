namespace Fleetyard.Images.Tars;

/// <summary>An entry of a tar, its extended headers applied.</summary>
internal sealed record TarEntry
{
    public required string Name { get; init; }

    /// <summary>What it is; a hard link is told apart by <see cref="IsHardLink"/>.</summary>
    public required ImageEntryKind Kind { get; init; }

    public required bool IsHardLink { get; init; }

    public required int Mode { get; init; }

    /// <summary>The content's size, holes of a sparse file included.</summary>
    public required long Size { get; init; }

    /// <summary>The bytes that the tar has of it.</summary>
    public required long StoredSize { get; init; }

    /// <summary>Where these bytes begin.</summary>
    public required long Offset { get; init; }

    public required string LinkName { get; init; }

    public required bool IsSparse { get; init; }
}
