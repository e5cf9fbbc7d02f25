using Amazon.Runtime.Internal;

namespace AwsJson;

/// <summary>The service's name for the SDK's own telemetry.</summary>
internal sealed class Metadata(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
