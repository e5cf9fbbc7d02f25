using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fleetyard.Images.Inventories;

/// <summary>What an image was found to have: its ID says which layers it has, and they never change.</summary>
internal sealed record RememberedInventory(IReadOnlyList<ImageLayer> Layers, IReadOnlyList<SetInventory> Sets, IReadOnlyList<ImageFinding> Findings)
{
    /// <summary>Raised where the same image and sets would be told otherwise than before.</summary>
    private const string Version = "inventory-1";

    /// <summary>The name under which it is kept: sets and the knowledge that they were looked at with.</summary>
    public static string Kind(IReadOnlyList<ArtifactSet> sets)
    {
        var told = new StringBuilder(Version);
        foreach (var set in sets)
        {
            told.Append('\n').AppendJoin('\0', [set.Name, ArtifactFamilies.Of(set.Family).Knowledge, .. set.Patterns, "except", .. set.Except]);
        }

        return $"i-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToString())).AsSpan(0, 12))}";
    }

    public static RememberedInventory Of(ImageInventory inventory) => new(inventory.Layers, inventory.Sets, inventory.Findings);

    /// <summary>The inventory again, of an image that is asked for by whatever name.</summary>
    public ImageInventory Inventory(string image, string id, string platform, string source) =>
        new() { Image = image, Id = id, Platform = platform, Source = source, Layers = Layers, Sets = Sets, Findings = Findings };

    public byte[] Written() => JsonSerializer.SerializeToUtf8Bytes(this, RememberedJson.Default.RememberedInventory);

    /// <summary>Null for what is no such thing.</summary>
    public static RememberedInventory? Read(byte[] written) => RememberedJson.Read(written, RememberedJson.Default.RememberedInventory);
}
