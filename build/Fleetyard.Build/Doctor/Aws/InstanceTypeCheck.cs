using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor.Aws;

/// <summary>Whether the instance types of a recipe are offered where it launches them.</summary>
/// <param name="profile">The profile of <c>--profile</c>, or null.</param>
/// <param name="recipe">The recipe.</param>
internal sealed class InstanceTypeCheck(string? profile, Recipe recipe) : ICheck
{
    public string Subject => $"Instance types of {recipe.Name}";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        await using var cloud = new AwsCloud(profile);
        try
        {
            var offered = await OfferedAsync(cloud.In(recipe.Region).Ec2, cancellationToken);
            return [.. recipe.Instance.Types.Select(type => Of(type, [.. offered.Where(offer => offer.InstanceType?.Value == type).Select(offer => offer.Location).Order(StringComparer.Ordinal)]))];
        }
        catch (AmazonServiceException e)
        {
            return [Finding.Warning(Subject, $"AWS did not tell what is offered in {recipe.Region} ({AwsErrors.Answer(e)}); allow ec2:DescribeInstanceTypeOfferings")];
        }
    }

    private Finding Of(string type, IReadOnlyList<string> zones)
    {
        var wanted = recipe.Instance.Placement.AvailabilityZones;
        var lacking = wanted.Except(zones).ToList();
        var others = recipe.Instance.Types.Count > 1 ? Verdict.Warning : Verdict.Fault;
        return zones.Count == 0 ? new(Subject, others, $"{type} is not offered in {recipe.Region}; choose another type or region")
            : wanted.Count > 0 && lacking.Count == wanted.Count ? new(Subject, others, $"{type} is not offered in {string.Join(", ", lacking)}, only in {string.Join(", ", zones)}; choose another type or zone")
            : lacking.Count > 0 ? Finding.Warning(Subject, $"{type} is not offered in {string.Join(", ", lacking)}; the recipe's other zones have it")
            : Finding.Ok(Subject, $"{type} is offered in {string.Join(", ", zones)}");
    }

    private async Task<List<InstanceTypeOffering>> OfferedAsync(IAmazonEC2 ec2, CancellationToken cancellationToken)
    {
        var request = new DescribeInstanceTypeOfferingsRequest
        {
            LocationType = LocationType.AvailabilityZone,
            Filters = [new() { Name = "instance-type", Values = [.. recipe.Instance.Types] }],
        };
        var offered = new List<InstanceTypeOffering>();
        do
        {
            var answer = await ec2.DescribeInstanceTypeOfferingsAsync(request, cancellationToken);
            offered.AddRange(answer.InstanceTypeOfferings ?? []);
            request.NextToken = answer.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return offered;
    }
}
