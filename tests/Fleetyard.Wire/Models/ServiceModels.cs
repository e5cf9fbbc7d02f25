using System.Collections.Concurrent;

namespace Fleetyard.Wire.Models;

/// <summary>The model files beside the repository.</summary>
public sealed class ServiceModels
{
    private readonly string folder;
    private readonly ConcurrentDictionary<string, ServiceModel?> read = new();

    private ServiceModels(string folder) => this.folder = folder;

    /// <summary>Where the models are looked for: <c>shared/aws-models</c> beside the repository's folder.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "aws-models"));

    /// <summary>The models, or null where <see cref="Folder"/> is missing.</summary>
    public static ServiceModels? Find() => Directory.Exists(Folder) ? new ServiceModels(Folder) : null;

    /// <summary>The model of a service by its signing name, or null where there is none.</summary>
    public ServiceModel? Of(string service) => read.GetOrAdd(service, name =>
        name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && File.Exists(Path.Combine(folder, name + ".json")) ? ServiceModel.Read(Path.Combine(folder, name + ".json")) : null);
}
