namespace Fleetyard.Recipes.Reading;

/// <summary>AWS's partitions: accounts, ARNs and AMIs of one mean nothing in another.</summary>
internal static class Partition
{
    /// <summary>The partition of a region, as the second part of ARNs has it.</summary>
    public static string Of(string region)
    {
        if (region.StartsWith("cn-", StringComparison.Ordinal))
        {
            return "aws-cn";
        }

        return region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
    }
}
