namespace Fleetyard.Recipes;

/// <summary>One of AWS's partitions: accounts, ARNs and AMIs of one mean nothing in another.</summary>
/// <param name="Name">What ARNs have for their second part, such as <c>aws-cn</c>.</param>
/// <param name="DnsSuffix">What the names of its endpoints end with, such as <c>amazonaws.com.cn</c>.</param>
/// <remarks>Source: "Amazon Resource Names (ARNs)" and "AWS service endpoints", AWS General Reference.</remarks>
public sealed record Partition(string Name, string DnsSuffix)
{
    private const string Usual = "amazonaws.com";

    /// <summary>The partition of a region.</summary>
    public static Partition Of(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return region.StartsWith("cn-", StringComparison.Ordinal) ? new("aws-cn", Usual + ".cn")
            : region.StartsWith("us-gov-", StringComparison.Ordinal) ? new("aws-us-gov", Usual)
            : new("aws", Usual);
    }

    /// <summary>An ARN of it; a global service's has an empty region.</summary>
    public string Arn(string service, string region, string account, string resource) => $"arn:{Name}:{service}:{region}:{account}:{resource}";

    /// <summary>The name of a service's endpoint in a region, such as <c>s3.cn-north-1.amazonaws.com.cn</c>.</summary>
    public string Host(string service, string region) => $"{service}.{region}.{DnsSuffix}";

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
