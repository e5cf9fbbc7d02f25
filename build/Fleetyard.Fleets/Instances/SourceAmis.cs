using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>Finds the AMI that a recipe starts from: of a pinned owner, and checked whatever named it.</summary>
/// <param name="time">The clock that a deprecation date is held against.</param>
public sealed class SourceAmis(TimeProvider time)
{
    /// <summary>The newest AMI of the recipe's source.</summary>
    /// <exception cref="FleetException">There is none, or it is not what it should be.</exception>
    public async Task<SourceAmi> FindAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var source = run.Recipe.Source;
        var owner = OwnerOf(source);
        var request = new DescribeImagesRequest { Owners = [owner] };
        if (ParameterOf(source) is { } parameter)
        {
            request.ImageIds = [await ParameterAsync(run, parameter, cancellationToken)];
        }
        else
        {
            request.Filters = [new Filter("name", [source.NamePattern ?? $"RHEL-{source.Release}.*_HVM-*"]), new Filter("architecture", [source.Architecture.Ec2()]), new Filter("state", ["available"])];
        }

        var images = (await run.Clients.Ec2.DescribeImagesAsync(request, cancellationToken)).Images ?? [];
        var image = images.MaxBy(candidate => candidate.CreationDate, StringComparer.Ordinal)
            ?? throw new FleetException($"Found no AMI of owner {owner} for {Asked(source)} in {run.Recipe.Region}; check the release, or name owner and namePattern in the recipe's source.");
        Check(image, source, owner);
        return new SourceAmi(image.ImageId, image.Name, image.OwnerId, image.CreationDate, image.RootDeviceName);
    }

    private static async Task<string> ParameterAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.Clients.Ssm.GetParameterAsync(new GetParameterRequest { Name = name }, cancellationToken)).Parameter.Value;
        }
        catch (ParameterNotFoundException e)
        {
            throw new FleetException($"The public parameter {name} does not exist in {run.Recipe.Region}; check source.release in {run.Recipe.File}.", e);
        }
    }

    private void Check(Image image, AmiSource source, string owner)
    {
        var wrong = new List<string>();
        if (owner.All(char.IsAsciiDigit) && image.OwnerId != owner)
        {
            wrong.Add($"its owner is {image.OwnerId}, not {owner}");
        }

        if (image.State?.Value != "available")
        {
            wrong.Add($"its state is {image.State?.Value}");
        }

        if (image.Architecture?.Value != source.Architecture.Ec2())
        {
            wrong.Add($"its architecture is {image.Architecture?.Value}, not {source.Architecture.Ec2()}");
        }

        if (image.RootDeviceType?.Value != "ebs" || image.VirtualizationType?.Value != "hvm")
        {
            wrong.Add($"it is {image.RootDeviceType?.Value} and {image.VirtualizationType?.Value}, not ebs and hvm");
        }

        if (DateTimeOffset.TryParse(image.DeprecationTime, null, out var deprecated) && deprecated <= time.GetUtcNow())
        {
            wrong.Add($"it is deprecated since {image.DeprecationTime}");
        }

        if (wrong.Count > 0)
        {
            throw new FleetException($"The AMI {image.ImageId} ({image.Name}) for {Asked(source)} is refused: {string.Join(", ", wrong)}; choose another source.");
        }
    }

    /// <summary>The providers' accounts, as each of them publishes them.</summary>
    private static string OwnerOf(AmiSource source) => source.Provider switch
    {
        AmiProvider.Amazon => "137112412989",
        AmiProvider.Canonical => "099720109477",
        AmiProvider.RedHat => "309956199498",
        AmiProvider.Debian => "136693071363",
        _ => source.Owner!,
    };

    private static string? ParameterOf(AmiSource source)
    {
        return source.Provider switch
        {
            AmiProvider.Amazon => $"/aws/service/ami-amazon-linux-latest/{source.Release}-ami-kernel-default-{source.Architecture.Ec2()}",
            AmiProvider.Canonical => $"/aws/service/canonical/ubuntu/server/{source.Release}/stable/current/{source.Architecture.Debian()}/hvm/ebs-gp3/ami-id",
            AmiProvider.Debian => $"/aws/service/debian/release/{source.Release}/latest/{source.Architecture.Debian()}",
            _ => null,
        };
    }

    private static string Asked(AmiSource source) => source.Provider is { } provider
        ? $"{provider} {source.Release} {source.Architecture.Ec2()}"
        : $"{source.Owner} '{source.NamePattern}' {source.Architecture.Ec2()}";
}
