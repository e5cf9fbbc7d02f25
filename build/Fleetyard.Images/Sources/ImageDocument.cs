using System.Text.Json;

namespace Fleetyard.Images.Sources;

/// <summary>Reads the JSON documents of an image; what they lack becomes one line.</summary>
internal static class ImageDocument
{
    /// <summary>Engines take 125 of them (moby's maxLayerDepth).</summary>
    private const int MostLayers = 1000;

    private static readonly string[] PlatformParts = ["os", "architecture", "variant"];

    /// <summary>Reads a document.</summary>
    /// <exception cref="ImageException">It is missing, no JSON, or lacks what is read of it.</exception>
    public static T Read<T>(IBlobs blobs, string path, Func<JsonElement, T> read)
    {
        var blob = blobs.Find(path) ?? throw new ImageException($"{blobs.Where} has no {path}, which the image needs; save or copy the image again, with the platform that is asked for.");
        return Read(blob.Name, blob.ReadDocument(), read);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ImageException">It is no JSON, or lacks what is read of it.</exception>
    public static T Read<T>(string name, byte[] bytes, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return read(document.RootElement);
        }
        catch (KeyNotFoundException fault)
        {
            throw new ImageException($"{name} is no document of an image: it lacks what every such document has; save or copy the image again.", fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new ImageException($"{name} is no document of an image: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; save or copy the image again.", fault);
        }
    }

    /// <summary>An image of its configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="name">The image's name.</param>
    /// <param name="id">The configuration's digest.</param>
    /// <param name="layers">The layers' blobs with their digests, the lowest first.</param>
    public static StoredImage Image(JsonElement config, string name, string id, IReadOnlyList<(string? Digest, Blob Blob)> layers) => new()
    {
        Name = name,
        Id = id,
        Platform = Platform(config),
        Layers = [.. Layers(config, name, [.. layers.Select(layer => layer.Digest)]).Zip(layers, (layer, stored) => (layer, stored.Blob))],
    };

    /// <summary>The layers of an image's configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="name">The image's name.</param>
    /// <param name="digests">The digests of the layers' blobs, the lowest first.</param>
    public static IReadOnlyList<ImageLayer> Layers(JsonElement config, string name, IReadOnlyList<string?> digests)
    {
        var diffIds = config.GetProperty("rootfs").GetProperty("diff_ids").EnumerateArray().Select(diffId => diffId.GetString() ?? "").ToArray();
        if (diffIds.Length != digests.Count)
        {
            throw new ImageException($"{name} is broken: its configuration names {diffIds.Length} layers, its manifest {digests.Count}; save or copy it again.");
        }

        if (diffIds.Length > MostLayers)
        {
            throw new ImageException($"{name} has {diffIds.Length} layers, and {MostLayers} are read; no engine takes a fifth of that.");
        }

        var history = History(config).ToArray();
        return [.. digests.Select((digest, index) => new ImageLayer(diffIds[index], digest, history.ElementAtOrDefault(index)))];
    }

    /// <summary>A platform of an object that has its parts.</summary>
    public static string Platform(JsonElement parts) => string.Join('/', PlatformParts.Select(part => Text(parts, part)).OfType<string>());

    /// <summary>A text, or null if there is none.</summary>
    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The elements of an array, none if there is no array.</summary>
    public static IEnumerable<JsonElement> Array(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>The lines of history that made a layer each.</summary>
    public static IEnumerable<string?> History(JsonElement config) =>
        from line in Array(config, "history")
        where !line.TryGetProperty("empty_layer", out var empty) || empty.ValueKind != JsonValueKind.True
        select Text(line, "created_by");
}
