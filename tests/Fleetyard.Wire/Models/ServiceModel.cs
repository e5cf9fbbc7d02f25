using System.Text.Json;

namespace Fleetyard.Wire.Models;

/// <summary>A service's API, as AWS's own model file describes it.</summary>
public sealed record ServiceModel
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>What holds for all operations.</summary>
    public required Metadata Metadata { get; init; }

    /// <summary>The operations by name.</summary>
    public required IReadOnlyDictionary<string, Operation> Operations { get; init; }

    /// <summary>The types by name.</summary>
    public required IReadOnlyDictionary<string, Shape> Shapes { get; init; }

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static ServiceModel Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<ServiceModel>(file, Options)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path} is no AWS service model: {fault.Message}", fault);
        }
    }
}

/// <summary>What holds for all operations of a service.</summary>
public sealed record Metadata
{
    /// <summary>The version that a request names, such as <c>2016-11-15</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>ec2</c>, <c>query</c> or <c>json</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The signing name.</summary>
    public required string EndpointPrefix { get; init; }

    /// <summary>The namespace of XML answers.</summary>
    public string? XmlNamespace { get; init; }
}
