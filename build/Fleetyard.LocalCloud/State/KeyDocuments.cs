namespace Fleetyard.LocalCloud.State;

/// <summary>A KMS key, by its ARN.</summary>
internal sealed record KmsKeyDocument
{
    public required string Arn { get; init; }
    public required string Region { get; init; }
    public required string Policy { get; init; }
    public required DateTimeOffset Created { get; init; }
    public string Description { get; init; } = "";

    /// <summary>Whether the key is AWS's own for a service, which no policy can share.</summary>
    public bool IsManaged { get; init; }

    public string KeyId => Arn[(Arn.LastIndexOf('/') + 1)..];
}

/// <summary>A KMS alias, by its ARN.</summary>
internal sealed record KmsAliasDocument(string Arn, string Region, string Name, string KeyArn);
