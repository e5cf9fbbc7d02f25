using Fleetyard.Images.Cache;

namespace Fleetyard.Images.Inventories;

/// <summary>Looks into images: finds the artifacts of sets, and tells who they are.</summary>
public static class ImageInspector
{
    /// <summary>Looks into one image, without running any of it (unless <see cref="ImageSourceOptions.AllowRun"/> says so).</summary>
    /// <param name="image">An image's name, a file of <c>docker save</c>, an OCI layout, or a registry's <c>docker://…</c>.</param>
    /// <param name="sets">What to look for, such as <see cref="ArtifactSet.Usual"/>.</param>
    /// <param name="options">How to find and read it; null for the usual way.</param>
    /// <param name="cancellationToken">Ends the looking, and takes back what it made.</param>
    /// <exception cref="ImageException">The image cannot be looked at.</exception>
    public static async Task<ImageInventory> InspectAsync(string image, IReadOnlyList<ArtifactSet> sets, ImageSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        ArgumentNullException.ThrowIfNull(sets);
        await using var source = ImageSources.Open(image, options);
        var known = source is IKnownSource remembering ? await remembering.KnownAsync(cancellationToken) : null;
        var kind = RememberedInventory.Kind(sets);
        if (known?.Recall(kind) is { } written && RememberedInventory.Read(written) is { } remembered)
        {
            return remembered.Inventory(image, known.Id, known.Platform, source.Description);
        }

        var content = await source.ReadAsync(Wanted(sets), cancellationToken);
        var inventory = new ImageInventory
        {
            Image = image,
            Id = content.Id,
            Platform = content.Platform,
            Layers = content.Layers,
            Sets = await Task.Run(() => Search(content, sets, (options ?? new ImageSourceOptions()).Limits, cancellationToken), cancellationToken),
            Findings = content.Findings,
            Source = source.Description,
        };
        if (known is null)
        {
            return inventory;
        }

        known.Keep(kind, RememberedInventory.Of(inventory with { Findings = known.OfImage(inventory.Findings) }).Written());
        return inventory with { Findings = known.WithCaches(inventory.Findings) };
    }

    /// <summary>Which contents will be looked at, by their paths alone.</summary>
    private static Func<string, bool> Wanted(IReadOnlyList<ArtifactSet> sets)
    {
        const int AnyMode = 0b111_111_111;
        var looks = sets.Select(set => (Names: new SetNames(set), Family: ArtifactFamilies.Of(set.Family))).ToArray();
        return path => Array.Exists(looks, look => look.Names.Match(path) && look.Family.IsPossible(path, AnyMode)) || Surroundings.Matters(path);
    }

    private static SetInventory[] Search(ImageContent content, IReadOnlyList<ArtifactSet> sets, ImageLimits limits, CancellationToken cancellationToken)
    {
        var searches = sets.Select(set => new SetSearch(set, content, limits, cancellationToken)).ToArray();
        foreach (var entry in content.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Kind is not (ImageEntryKind.File or ImageEntryKind.Symlink or ImageEntryKind.Other))
            {
                continue;
            }

            foreach (var search in searches)
            {
                search.Consider(entry);
            }
        }

        return [.. searches.Select(search => search.Found())];
    }
}
