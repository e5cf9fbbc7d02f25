using System.Security.Cryptography;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Instances;

/// <summary>A recipe's instance as EC2 is asked for it.</summary>
internal static class LaunchRequest
{
    public static RunInstancesRequest Of(FleetRun run, SourceAmi source)
    {
        var instance = run.Recipe.Instance;
        var tags = Tags.Ec2(Tags.Of(run, $"fleetyard-{run.Recipe.Name}"));
        return new RunInstancesRequest
        {
            ClientToken = ClientToken(run),
            ImageId = source.ImageId,
            InstanceType = new InstanceType(instance.Type),
            MinCount = 1,
            MaxCount = 1,
            InstanceInitiatedShutdownBehavior = ShutdownBehavior.Terminate,
            MetadataOptions = new InstanceMetadataOptionsRequest { HttpTokens = HttpTokensState.Required, HttpEndpoint = InstanceMetadataEndpointState.Enabled, HttpPutResponseHopLimit = 1 },
            IamInstanceProfile = instance.InstanceProfile is { } profile ? new IamInstanceProfileSpecification { Name = profile } : null,
            SubnetId = instance.Placement.SubnetIds.Count > 0 ? instance.Placement.SubnetIds[0] : null,
            SecurityGroupIds = SecurityGroupIds(run),
            KeyName = run.State.Ssh?.KeyPairName,
            BlockDeviceMappings =
            [
                new BlockDeviceMapping
                {
                    DeviceName = source.RootDevice,
                    Ebs = new EbsBlockDevice { VolumeSize = instance.RootVolume.SizeGiB, VolumeType = new VolumeType(instance.RootVolume.Type), DeleteOnTermination = true },
                },
            ],
            UserData = UserData.For(run),
            TagSpecifications =
            [
                new TagSpecification { ResourceType = ResourceType.Instance, Tags = tags },
                new TagSpecification { ResourceType = ResourceType.Volume, Tags = tags },
            ],
        };
    }

    private static List<string>? SecurityGroupIds(FleetRun run)
    {
        List<string> ids = [.. run.Recipe.Instance.Placement.SecurityGroupIds];
        if (run.State.Ssh?.SecurityGroupId is { } own)
        {
            ids.Add(own);
        }

        return ids.Count > 0 ? ids : null;
    }

    /// <summary>64 characters, the most that EC2 takes: the same for every call of one launch, another after an instance ended.</summary>
    public static string ClientToken(FleetRun run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.State.RunId}/{run.State.Attempt}")));
}
