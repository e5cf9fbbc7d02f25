using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>Finds the AMI that a recipe starts from: of a pinned owner, and checked whatever named it.</summary>
/// <param name="time">The clock that a deprecation date is held against.</param>
public sealed class SourceAmis(TimeProvider time)
{
    /// <summary>The one AMI that the source names, or the newest of it.</summary>
    /// <exception cref="FleetException">There is none, or it is not what it should be.</exception>
    public async Task<SourceAmi> FindAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var owners = SourceOwners.Of(run.Recipe);
        var image = await ImageAsync(run, owners, cancellationToken);
        var caller = owners.Contains("self") ? (await run.Clients.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).AboutAsync($"AMI {image.ImageId}")).Account : null;
        var wrong = WrongWith(image, run.Recipe.Source.Architecture).ToList();
        if (!SourceOwners.Include(owners, image.OwnerId, image.ImageOwnerAlias, caller))
        {
            wrong.Insert(0, $"its owner is {image.OwnerId}{(image.ImageOwnerAlias is { } alias ? $" ({alias})" : "")}, not {string.Join(" or ", owners)}");
        }

        return wrong.Count == 0
            ? SourceAmi.Of(image)
            : throw new FleetException($"The AMI {image.ImageId} ({image.Name}) for {Asked(run.Recipe.Source)} is refused: {string.Join(", ", wrong)}; choose another source in {run.Recipe.File}, or another --source-ami.");
    }

    private static async Task<Image> ImageAsync(FleetRun run, IReadOnlyList<string> owners, CancellationToken cancellationToken)
    {
        var source = run.Recipe.Source;
        if (source.ImageId is { } id)
        {
            return await ByIdAsync(run, id, cancellationToken);
        }

        return ParameterOf(source, run.Recipe.Region) is { } parameter
            ? await ByIdAsync(run, await ParameterAsync(run, parameter, cancellationToken), cancellationToken)
            : await NewestAsync(run, owners, cancellationToken);
    }

    /// <remarks>Whoever owns it and whatever its state, so that a refusal can say what is wrong with it.</remarks>
    private static async Task<Image> ByIdAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await run.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id], IncludeDeprecated = true, IncludeDisabled = true }, cancellationToken).AboutAsync($"AMI {id}");
            return answer.Images?.FirstOrDefault()
                ?? throw new FleetException($"EC2 does not list the AMI {id} for {Asked(run.Recipe.Source)} in {run.Recipe.Region}; name one that is there and shared with the account.");
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode.StartsWith("InvalidAMIID.", StringComparison.Ordinal))
        {
            throw new FleetException($"There is no AMI {id} for {Asked(run.Recipe.Source)} in {run.Recipe.Region}: AWS answered {AwsErrors.Answer(e)}; name one that is there and shared with the account.", e);
        }
    }

    private static async Task<Image> NewestAsync(FleetRun run, IReadOnlyList<string> owners, CancellationToken cancellationToken)
    {
        var source = run.Recipe.Source;
        var images = new List<Image>();
        string? next = null;
        do
        {
            var page = await run.Clients.Ec2.DescribeImagesAsync(
                new DescribeImagesRequest
                {
                    Owners = [.. owners],
                    Filters = [new Filter("name", [PatternOf(source)]), new Filter("architecture", [source.Architecture.Ec2()]), new Filter("state", ["available"])],
                    NextToken = next,
                },
                cancellationToken).AboutAsync($"AMIs of {Asked(source)}");
            images.AddRange(page.Images ?? []);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return images.MaxBy(candidate => candidate.CreationDate, StringComparer.Ordinal)
            ?? throw new FleetException($"Found no AMI of owner {string.Join(" or ", owners)} for {Asked(source)} in {run.Recipe.Region}; check the release, or name owner and namePattern in the source of {run.Recipe.File}.");
    }

    private static async Task<string> ParameterAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.Clients.Ssm.GetParameterAsync(new GetParameterRequest { Name = name }, cancellationToken).AboutAsync($"public parameter {name}")).Parameter.Value;
        }
        catch (ParameterNotFoundException e)
        {
            throw new FleetException($"The public parameter {name} does not exist in {run.Recipe.Region}: AWS answered {AwsErrors.Answer(e)}; check source.release in {run.Recipe.File}, or name owner and namePattern there.", e);
        }
    }

    private IEnumerable<string> WrongWith(Image image, Architecture architecture)
    {
        if (image.State?.Value != "available")
        {
            yield return $"its state is {image.State?.Value}";
        }

        if (image.Architecture?.Value != architecture.Ec2())
        {
            yield return $"its architecture is {image.Architecture?.Value}, not {architecture.Ec2()}";
        }

        if (image.RootDeviceType?.Value != "ebs" || image.VirtualizationType?.Value != "hvm")
        {
            yield return $"it is {image.RootDeviceType?.Value} and {image.VirtualizationType?.Value}, not ebs and hvm";
        }

        if (DateTimeOffset.TryParse(image.DeprecationTime, null, out var deprecated) && deprecated <= time.GetUtcNow())
        {
            yield return $"it is deprecated since {image.DeprecationTime}";
        }

        if (image.ImageAllowed == false)
        {
            yield return "the account's Allowed AMIs setting does not allow it";
        }
    }

    /// <remarks>Amazon's are in every partition. Canonical's documentation names none for the others: there the newest is found by name.</remarks>
    internal static string? ParameterOf(AmiSource source, string region) => source.Provider switch
    {
        AmiProvider.Amazon => $"/aws/service/ami-amazon-linux-latest/{source.Release}-ami-kernel-default-{source.Architecture.Ec2()}",
        AmiProvider.Canonical when Partition.Of(region).Name == "aws" => $"/aws/service/canonical/ubuntu/server/{source.Release}/stable/current/{source.Architecture.Debian()}/hvm/ebs-gp3/ami-id",
        AmiProvider.Debian => $"/aws/service/debian/release/{source.Release}/latest/{source.Architecture.Debian()}",
        _ => null,
    };

    private static string PatternOf(AmiSource source) => source.Provider switch
    {
        AmiProvider.RedHat => $"RHEL-{source.Release}.*_HVM-*",
        AmiProvider.Canonical => $"ubuntu/images/hvm-ssd*/ubuntu-*-{source.Release}-{source.Architecture.Debian()}-server-*",
        _ => source.NamePattern!,
    };

    private static string Asked(AmiSource source) => source.Provider is { } provider
        ? $"{provider} {source.Release} {source.Architecture.Ec2()}"
        : $"{source.Owner ?? string.Join(" or ", source.Owners)} '{source.NamePattern ?? source.ImageId}' {source.Architecture.Ec2()}";
}
