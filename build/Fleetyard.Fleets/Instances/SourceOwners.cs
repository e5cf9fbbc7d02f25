using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>Whose AMIs a recipe may start from.</summary>
internal static class SourceOwners
{
    /// <summary>The providers' accounts in each of AWS's partitions.</summary>
    /// <remarks>
    /// Sources: Amazon's of the build files of its own EKS AMIs, Canonical's of "Find Ubuntu images on AWS", Red Hat's of its solution 15356 and of its AMIs' listings,
    /// Debian's of wiki.debian.org/Cloud/AmazonEC2Image, which names none for the others.
    /// </remarks>
    private static readonly Dictionary<(AmiProvider, string Partition), string> Providers = new()
    {
        [(AmiProvider.Amazon, "aws")] = "137112412989",
        [(AmiProvider.Amazon, "aws-us-gov")] = "045324592363",
        [(AmiProvider.Amazon, "aws-cn")] = "141808717104",
        [(AmiProvider.Canonical, "aws")] = "099720109477",
        [(AmiProvider.Canonical, "aws-us-gov")] = "513442679011",
        [(AmiProvider.Canonical, "aws-cn")] = "837727238323",
        [(AmiProvider.RedHat, "aws")] = "309956199498",
        [(AmiProvider.RedHat, "aws-us-gov")] = "219670896067",
        [(AmiProvider.RedHat, "aws-cn")] = "841258680906",
        [(AmiProvider.Debian, "aws")] = "136693071363",
    };

    /// <summary>Account ids and aliases, one of which the AMI's owner must be.</summary>
    /// <exception cref="FleetException">The provider's account in the region's partition is not known.</exception>
    public static IReadOnlyList<string> Of(Recipe recipe)
    {
        var source = recipe.Source;
        if (source.Owners.Count > 0)
        {
            return source.Owners;
        }

        if (source.Provider is not { } provider)
        {
            return [source.Owner!];
        }

        var partition = Partition.Of(recipe.Region).Name;
        return Providers.TryGetValue((provider, partition), out var owner)
            ? [owner]
            : throw new FleetException($"The account that {provider} publishes AMIs by in the partition {partition} ({recipe.Region}) is not known; name owner and namePattern, or imageId and owners, in the source of {recipe.File}.");
    }

    /// <summary>Whether an AMI's owner is one of them.</summary>
    /// <param name="owners">Account ids and aliases.</param>
    /// <param name="ownerId">The AMI's owner.</param>
    /// <param name="alias">The name that EC2 knows that owner by, or null.</param>
    /// <param name="caller">The caller's own account, which <c>self</c> stands for.</param>
    public static bool Include(IReadOnlyList<string> owners, string ownerId, string? alias, string? caller) =>
        owners.Contains(ownerId) || (alias is not null && owners.Contains(alias)) || (owners.Contains("self") && ownerId == caller);
}
