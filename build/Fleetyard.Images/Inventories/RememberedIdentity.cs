using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleetyard.Images.Inventories;

/// <summary>Who a file was found to be, and everything around it that was looked at to find out; it holds wherever all of that is the same.</summary>
/// <param name="Path">The file's path, for a name is evidence, too.</param>
/// <param name="Identity">Who it is; null if it is none of the family.</param>
/// <param name="Looks">What was looked at.</param>
internal sealed partial record RememberedIdentity(string Path, ArtifactIdentity? Identity, IReadOnlyList<SurroundingLook> Looks)
{
    public byte[] Written() => JsonSerializer.SerializeToUtf8Bytes(this, Json.Default.RememberedIdentity);

    /// <summary>Null for what is no such thing.</summary>
    public static RememberedIdentity? Read(byte[] written)
    {
        try
        {
            return JsonSerializer.Deserialize(written, Json.Default.RememberedIdentity);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(RememberedIdentity))]
    private sealed partial class Json : JsonSerializerContext;
}
