using System.Text.Json;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>One of AWS's own service models, which are kept beside the repository.</summary>
internal sealed class AwsModel
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "aws-models"));

    private readonly JsonElement root;

    private AwsModel(JsonElement root) => this.root = root;

    /// <summary>Why there are none here, or null.</summary>
    public static string? WhyNone { get; } = Directory.Exists(Folder) ? null : $"AWS's service models are not here: {Folder} is missing.";

    public static AwsModel Read(string service)
    {
        using var model = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{service}.json")));
        return new(model.RootElement.Clone());
    }

    public IReadOnlyList<string> Operations => [.. root.GetProperty("operations").EnumerateObject().Select(operation => operation.Name)];

    /// <summary>The codes of the errors that an operation documents.</summary>
    public IReadOnlyList<string> ErrorsOf(string operation) => root.GetProperty("operations").GetProperty(operation).TryGetProperty("errors", out var errors)
        ? [.. errors.EnumerateArray().Select(error => error.GetProperty("shape").GetString()!)]
        : [];

    /// <summary>The values of an enumeration.</summary>
    public IReadOnlyList<string> ValuesOf(string shape) => [.. root.GetProperty("shapes").GetProperty(shape).GetProperty("enum").EnumerateArray().Select(value => value.GetString()!)];
}
