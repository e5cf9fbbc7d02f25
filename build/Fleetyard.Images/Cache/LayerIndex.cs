using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Cache;

/// <summary>A layer's tree as bytes: its tables as they lie in memory, and what else the merge needs.</summary>
internal static class LayerIndex
{
    private const int SmallestFinding = 2 * sizeof(int);

    public static void Write(LayerTree tree, CacheWriter writer)
    {
        tree.Table.Write(writer);
        writer.Number(tree.Pending.Count);
        foreach (var link in tree.Pending)
        {
            writer.Number(link);
        }

        writer.Number(tree.Whiteouts.Count);
        foreach (var (directory, name) in tree.Whiteouts)
        {
            writer.Number(directory);
            writer.Number(name);
        }

        writer.Number(tree.Findings.Count);
        foreach (var finding in tree.Findings)
        {
            writer.Text(finding.Path);
            writer.Text(finding.Message);
        }
    }

    /// <summary>Reads a tree, not trusting it: a checksum tells chance, not intent.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="index">The layer's index in the image that it is read for.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LayerTree Read(CacheReader reader, int index)
    {
        var table = NodeTable.Read(reader, (short)index);
        var pending = new int[reader.Count(sizeof(int))];
        reader.Values(pending.AsSpan());
        CacheReader.Require(pending.All(link => link > 0 && link < table.Count && table[link].Is(NodeFlags.Pending) && table[link].Is(NodeFlags.HasText)));

        var whiteouts = new (int Directory, int Name)[reader.Count(2 * sizeof(int))];
        for (var at = 0; at < whiteouts.Length; at++)
        {
            whiteouts[at] = (reader.Number(), reader.Number());
            CacheReader.Require(whiteouts[at].Directory >= (at == 0 ? 0 : whiteouts[at - 1].Directory) && whiteouts[at].Directory < table.Count && table.Texts.Has(whiteouts[at].Name));
        }

        var findings = new ImageFinding[reader.Count(SmallestFinding)];
        for (var at = 0; at < findings.Length; at++)
        {
            findings[at] = new ImageFinding(index < 0 ? null : index, reader.Text(), reader.Text());
        }

        return new LayerTree(index, table, pending, whiteouts, findings);
    }
}
