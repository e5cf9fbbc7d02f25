using Amazon.Runtime;
using Amazon.ServiceQuotas;
using Amazon.ServiceQuotas.Model;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor.Aws;

/// <summary>Whether the account's quotas of CodeBuild let the recipe's fleets be.</summary>
/// <remarks>Their codes are not documented, so they are found by their names ("Quotas for AWS CodeBuild", compute fleets). Fleets that are
/// there already count against them too and are not looked at.</remarks>
/// <param name="profile">The profile of <c>--profile</c>, or null.</param>
/// <param name="recipe">The recipe.</param>
internal sealed class FleetQuotaCheck(string? profile, Recipe recipe) : ICheck
{
    /// <summary>What a quota's name tells its platform by.</summary>
    private static readonly string[] Platforms = ["Linux", "ARM", "GPU", "Lambda", "Windows", "Mac"];

    public string Subject => $"Fleet quotas for {recipe.Name}";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        await using var cloud = new AwsCloud(profile);
        var fleets = recipe.OtherRegions.Select(other => (other.Region, other.Fleet)).Prepend((recipe.Region, recipe.Fleet));
        var found = await Task.WhenAll(fleets.Select(one => OfAsync(cloud, one.Region, one.Fleet, cancellationToken)));
        return [.. found.SelectMany(findings => findings)];
    }

    private async Task<IReadOnlyList<Finding>> OfAsync(AwsCloud cloud, string region, FleetSettings fleet, CancellationToken cancellationToken)
    {
        var config = new AmazonServiceQuotasConfig();
        cloud.Configure(config, region);
        using var client = new AmazonServiceQuotasClient(config);
        try
        {
            var quotas = await ListAsync(client, cancellationToken);
            return quotas.Count > 0 ? [.. quotas.Select(quota => Of(quota, region, fleet))]
                : [Finding.Warning(Subject, $"Service Quotas lists none of CodeBuild's fleets in {region}; see 'Quotas for AWS CodeBuild' for those of compute fleets, which CreateFleet holds the account to")];
        }
        catch (AmazonServiceException e)
        {
            return [Finding.Warning(Subject, $"AWS did not list CodeBuild's quotas in {region} ({AwsErrors.Answer(e)}); allow servicequotas:ListServiceQuotas to have them looked at")];
        }
    }

    private async Task<List<ServiceQuota>> ListAsync(AmazonServiceQuotasClient client, CancellationToken cancellationToken)
    {
        var quotas = new List<ServiceQuota>();
        string? next = null;
        do
        {
            var page = await client.ListServiceQuotasAsync(new() { ServiceCode = "codebuild", NextToken = next }, cancellationToken);
            quotas.AddRange((page.Quotas ?? []).Where(IsOfFleet));
            next = page.NextToken;
        }
        while (next is { Length: > 0 });
        return quotas;
    }

    private bool IsOfFleet(ServiceQuota quota)
    {
        var platforms = PlatformsOf(quota);
        var own = recipe.Source.Architecture == Architecture.Arm64 ? "ARM" : "Linux";
        return quota.QuotaName?.Contains("fleet", StringComparison.OrdinalIgnoreCase) == true && (platforms.Count == 0 || platforms.SequenceEqual([own]));
    }

    /// <summary>A quota that names a platform is one of machines; one that names none is one of fleets.</summary>
    private Finding Of(ServiceQuota quota, string region, FleetSettings fleet)
    {
        var isOfMachines = PlatformsOf(quota).Count > 0;
        var needed = isOfMachines ? Math.Max(fleet.Capacity, fleet.Scaling?.MaxCapacity ?? 0) : 1;
        var told = $"'{quota.QuotaName}' ({quota.QuotaCode}) allows {quota.Value ?? 0:0} in {region}, and the fleet {(!isOfMachines ? "is one" : fleet.Scaling is null ? $"has {needed}" : $"may have {needed}")}";
        return quota.Value >= needed ? Finding.Ok(Subject, told)
            : new(Subject, isOfMachines && quota.Value >= fleet.Capacity ? Verdict.Warning : Verdict.Fault, $"{told}; ask for more in Service Quotas{(isOfMachines ? ", or take less in fleet.capacity or its scaling" : "")}");
    }

    private static List<string> PlatformsOf(ServiceQuota quota) => [.. Platforms.Where(platform => quota.QuotaName?.Contains(platform, StringComparison.OrdinalIgnoreCase) == true)];
}
