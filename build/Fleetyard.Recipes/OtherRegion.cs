namespace Fleetyard.Recipes;

/// <summary>A region that the AMI is copied to, with a fleet of its own there.</summary>
public sealed record OtherRegion
{
    /// <summary>The region, such as <c>us-east-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The ARN of the organization that CodeBuild's fleets belong to there.</summary>
    public required string OrganizationArn { get; init; }

    /// <summary>The KMS key of that region that encrypts the copy's snapshots; null for none.</summary>
    public string? KmsKey { get; init; }

    /// <summary>The fleet there: the recipe's, with what the region says of its own.</summary>
    public required FleetSettings Fleet { get; init; }
}
