using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>A recipe's instance as EC2 is asked for it.</summary>
internal static class LaunchRequest
{
    public static RunInstancesRequest Of(FleetRun run, SourceAmi source, LaunchCandidate candidate)
    {
        var instance = run.Recipe.Instance;
        var request = new RunInstancesRequest
        {
            ClientToken = ClientToken(run),
            ImageId = source.ImageId,
            InstanceType = new InstanceType(candidate.Type),
            MinCount = 1,
            MaxCount = 1,
            InstanceInitiatedShutdownBehavior = ShutdownBehavior.Terminate,
            MetadataOptions = new InstanceMetadataOptionsRequest { HttpTokens = HttpTokensState.Required, HttpEndpoint = InstanceMetadataEndpointState.Enabled, HttpPutResponseHopLimit = 1 },
            IamInstanceProfile = instance.InstanceProfile is { } profile ? new IamInstanceProfileSpecification { Name = profile } : null,
            KeyName = run.State.Ssh?.KeyPairName,
            InstanceMarketOptions = Market(instance),
            Placement = PlacementOf(instance.Placement, candidate),
            CapacityReservationSpecification = instance.Placement.CapacityReservationId is { } reservation
                ? new CapacityReservationSpecification { CapacityReservationTarget = new CapacityReservationTarget { CapacityReservationId = reservation } }
                : null,
            BlockDeviceMappings = LaunchVolumes.Of(run.Recipe, source),
            UserData = UserData.For(run),
            TagSpecifications = TagsOf(run),
        };
        Connect(request, instance.Placement, candidate, [.. instance.Placement.SecurityGroupIds, .. new[] { run.State.Ssh?.SecurityGroupId }.OfType<string>()]);
        return request;
    }

    /// <summary>64 characters, the most that EC2 takes: the same for every call of one launch, another for the next type or place and after an instance ended, which count as attempts.</summary>
    public static string ClientToken(FleetRun run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.State.RunId}/{run.State.Attempt}")));

    /// <remarks>A request that names an interface has its subnet and its groups there and nowhere else.</remarks>
    private static void Connect(RunInstancesRequest request, InstancePlacement placement, LaunchCandidate candidate, List<string> groups)
    {
        if (placement.PublicIp is null && !placement.Ipv6)
        {
            request.SubnetId = candidate.SubnetId;
            request.SecurityGroupIds = groups.Count > 0 ? groups : null;
            return;
        }

        request.NetworkInterfaces =
        [
            new InstanceNetworkInterfaceSpecification
            {
                DeviceIndex = 0,
                SubnetId = candidate.SubnetId,
                Groups = groups.Count > 0 ? groups : null,
                AssociatePublicIpAddress = placement.PublicIp,
                Ipv6AddressCount = placement.Ipv6 ? 1 : null,
                DeleteOnTermination = true,
            },
        ];
    }

    /// <remarks>A one-time request: EC2 ends the instance when it takes the capacity back, and does not launch another by itself.</remarks>
    private static InstanceMarketOptionsRequest? Market(BuildInstance instance) => instance.Market != InstanceMarket.Spot ? null : new InstanceMarketOptionsRequest
    {
        MarketType = MarketType.Spot,
        SpotOptions = new SpotMarketOptions
        {
            SpotInstanceType = SpotInstanceType.OneTime,
            InstanceInterruptionBehavior = InstanceInterruptionBehavior.Terminate,
            MaxPrice = instance.SpotMaxPrice?.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static Placement? PlacementOf(InstancePlacement placement, LaunchCandidate candidate) => placement.HostId is null && candidate.AvailabilityZone is null ? null : new Placement
    {
        AvailabilityZone = candidate.AvailabilityZone,
        HostId = placement.HostId,
        Tenancy = placement.HostId is null ? null : Tenancy.Host,
    };

    private static List<TagSpecification> TagsOf(FleetRun run)
    {
        var tags = Tags.Ec2(Tags.Of(run, $"fleetyard-{run.Recipe.Name}"));
        List<ResourceType> kinds = [ResourceType.Instance, ResourceType.Volume, ResourceType.NetworkInterface];
        if (run.Recipe.Instance.Market == InstanceMarket.Spot)
        {
            kinds.Add(ResourceType.SpotInstancesRequest);
        }

        return [.. kinds.Select(kind => new TagSpecification { ResourceType = kind, Tags = tags })];
    }
}
