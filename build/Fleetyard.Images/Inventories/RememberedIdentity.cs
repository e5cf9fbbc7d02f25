using System.Text.Json;

namespace Fleetyard.Images.Inventories;

/// <summary>Who a file was found to be, and everything around it that was looked at to find out; it holds wherever all of that is the same.</summary>
/// <param name="Path">The file's path, for a name is evidence, too.</param>
/// <param name="Mode">Its permission bits, which tell a program.</param>
/// <param name="Identity">Who it is; null if it is none of the family.</param>
/// <param name="Looks">What was looked at.</param>
internal sealed record RememberedIdentity(string Path, int Mode, ArtifactIdentity? Identity, IReadOnlyList<SurroundingLook> Looks)
{
    public byte[] Written() => JsonSerializer.SerializeToUtf8Bytes(this, RememberedJson.Default.RememberedIdentity);

    /// <summary>Null for what is no such thing.</summary>
    public static RememberedIdentity? Read(byte[] written) => RememberedJson.Read(written, RememberedJson.Default.RememberedIdentity);
}
