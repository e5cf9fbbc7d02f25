using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.ServiceQuotas;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor.Aws;

/// <summary>Whether the account's quotas of vCPUs let the recipe's instance run.</summary>
/// <remarks>What runs already counts against them too and is not looked at.</remarks>
/// <param name="profile">The profile of <c>--profile</c>, or null.</param>
/// <param name="recipe">The recipe.</param>
internal sealed class QuotaCheck(string? profile, Recipe recipe) : ICheck
{
    public string Subject => $"Quotas for {recipe.Name}";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        await using var cloud = new AwsCloud(profile);
        var config = new AmazonServiceQuotasConfig();
        cloud.Configure(config, recipe.Region);
        using var quotas = new AmazonServiceQuotasClient(config);
        try
        {
            var sizes = await cloud.In(recipe.Region).Ec2.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = [.. recipe.Instance.Types] }, cancellationToken);
            var needed = (sizes.InstanceTypes ?? []).ToDictionary(size => size.InstanceType.Value, size => size.VCpuInfo?.DefaultVCpus ?? 0);
            return await Task.WhenAll(recipe.Instance.Types.Select(type => OfAsync(quotas, type, needed.GetValueOrDefault(type), cancellationToken)));
        }
        catch (AmazonServiceException e)
        {
            return [Finding.Warning(Subject, $"AWS did not tell the size of {string.Join(", ", recipe.Instance.Types)} ({AwsErrors.Answer(e)}); see the type's name, and allow ec2:DescribeInstanceTypes")];
        }
    }

    private async Task<Finding> OfAsync(AmazonServiceQuotasClient quotas, string type, int needed, CancellationToken cancellationToken)
    {
        if (VCpuQuota.Of(type, recipe.Instance.Market) is not { } quota)
        {
            return Finding.Warning(Subject, $"the quota that {type} counts against is not known here; look for it in Service Quotas");
        }

        try
        {
            var answer = await quotas.GetServiceQuotaAsync(new() { ServiceCode = "ec2", QuotaCode = quota.Code }, cancellationToken);
            var allowed = answer.Quota?.Value ?? 0;
            var told = $"'{quota.Name}' ({quota.Code}) allows {allowed:0} vCPUs in {recipe.Region}, and {type} has {needed}";
            return allowed >= needed
                ? Finding.Ok(Subject, told)
                : new(Subject, recipe.Instance.Types.Count > 1 ? Verdict.Warning : Verdict.Fault, $"{told}; ask for more in Service Quotas, or choose a smaller type");
        }
        catch (AmazonServiceException e)
        {
            return Finding.Warning(Subject, $"AWS did not tell '{quota.Name}' ({AwsErrors.Answer(e)}); allow servicequotas:GetServiceQuota to have it looked at");
        }
    }
}
