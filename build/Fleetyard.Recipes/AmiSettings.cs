namespace Fleetyard.Recipes;

/// <summary>What a fleet's AMI is called and tagged with.</summary>
public sealed record AmiSettings
{
    /// <summary>The AMI's name; <c>{date}</c>, <c>{commit}</c> and <c>{fingerprint}</c> are filled in by the run.</summary>
    public required string Name { get; init; }

    /// <summary>The AMI's description, at most 255 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>The ARN of the organization that CodeBuild's fleets belong to in the recipe's region.</summary>
    public required string OrganizationArn { get; init; }

    /// <summary>Tags beside those that every run writes.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
