using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fleetyard.Images.Inventories;

/// <summary>How what is remembered is written.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RememberedIdentity))]
[JsonSerializable(typeof(RememberedInventory))]
internal sealed partial class RememberedJson : JsonSerializerContext
{
    /// <summary>Null for what is no such thing.</summary>
    public static T? Read<T>(byte[] written, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(written, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
