using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Inventory;

/// <summary>The AMIs that launch templates name in any of their versions: an Auto Scaling group may be pinned to each.</summary>
/// <remarks>
/// Source: EC2 API Reference, DescribeLaunchTemplateVersions: of all templates at once it tells the newest and the default versions alone.
/// It resolves an alias of one version a call (packer-plugin-amazon-ami-management, pull request 431).
/// </remarks>
internal sealed class LaunchTemplateAmis(IAmazonEC2 ec2)
{
    /// <summary>DescribeLaunchTemplates and DescribeLaunchTemplateVersions tell this many.</summary>
    private const int PageSize = 200;

    /// <summary>EC2 refills 20 describing calls a second, of which other commands want some.</summary>
    private const int AtATime = 8;

    private const string Alias = "resolve:ssm:";

    /// <summary>What AWS itself publishes, which names nobody's own AMI.</summary>
    private const string PublicAlias = Alias + "/aws/service/";

    /// <summary>Each AMI with the template that names it as people name that; null stands for any AMI, where EC2 does not say which.</summary>
    public async Task<IReadOnlyList<(string? Ami, string Template)>> ReadAsync(CancellationToken cancellationToken)
    {
        var templates = await Pages.AllAsync(async token =>
        {
            var page = await ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { MaxResults = PageSize, NextToken = token }, cancellationToken);
            return (page.LaunchTemplates, page.NextToken);
        });
        var named = new IReadOnlyList<(string?, string)>[templates.Count];
        await Parallel.ForAsync(0, templates.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (index, token) =>
            named[index] = await OfAsync(templates[index].LaunchTemplateId, token));
        return [.. named.SelectMany(amis => amis)];
    }

    private async Task<IReadOnlyList<(string? Ami, string Template)>> OfAsync(string template, CancellationToken cancellationToken)
    {
        var versions = (await VersionsAsync(template, cancellationToken)).Where(version => version.LaunchTemplateData?.ImageId is not null).DistinctBy(version => version.LaunchTemplateData.ImageId);
        var named = new List<(string?, string)>();
        foreach (var version in versions.Where(version => !version.LaunchTemplateData.ImageId.StartsWith(PublicAlias, StringComparison.Ordinal)))
        {
            named.Add(version.LaunchTemplateData.ImageId.StartsWith(Alias, StringComparison.Ordinal)
                ? await ResolvedAsync(version, cancellationToken)
                : (version.LaunchTemplateData.ImageId, Told(version)));
        }

        return named;
    }

    private async Task<List<LaunchTemplateVersion>> VersionsAsync(string template, CancellationToken cancellationToken)
    {
        try
        {
            return await Pages.AllAsync(async token =>
            {
                var page = await ec2.DescribeLaunchTemplateVersionsAsync(
                    new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = template, MaxResults = PageSize, NextToken = token }, cancellationToken);
                return (page.LaunchTemplateVersions, page.NextToken);
            });
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidLaunchTemplateId.NotFound")
        {
            // Deleted since it was listed.
            return [];
        }
    }

    private async Task<(string? Ami, string Template)> ResolvedAsync(LaunchTemplateVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await ec2.DescribeLaunchTemplateVersionsAsync(
                new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = version.LaunchTemplateId, Versions = [$"{version.VersionNumber}"], ResolveAlias = true }, cancellationToken);
            return (answer.LaunchTemplateVersions?.FirstOrDefault()?.LaunchTemplateData?.ImageId, Told(version));
        }
        catch (AmazonEC2Exception e) when (e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
        {
            return (null, $"{Told(version)}, whose {version.LaunchTemplateData.ImageId} EC2 does not resolve ({e.ErrorCode})");
        }
    }

    private static string Told(LaunchTemplateVersion version) => $"launch template {version.LaunchTemplateName}";
}
