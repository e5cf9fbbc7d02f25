using System.Security.Cryptography;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Instances;

/// <summary>Launches the instance that an AMI is made on, and waits until SSM reaches it.</summary>
public sealed class PrepareInstance(SourceAmis sources, Waiter waiter) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "PrepareInstance";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) => AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var source = await sources.FindAsync(run, cancellationToken);
        return new(Name, PlannedAction.Create, $"instance {run.Recipe.Instance.Type} from {source.ImageId} ({source.Name}, owner {source.OwnerId})");
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var source = run.State.SourceAmi ?? await sources.FindAsync(run, cancellationToken);
        run.Learn(Name, state => state with { SourceAmi = source });
        run.Log.Say($"Source AMI {source.ImageId}: {source.Name}, owner {source.OwnerId}, created {source.Created}");

        run.Intend(Name, "RunInstances", $"{run.Recipe.Instance.Type} from {source.ImageId}");
        var launched = await run.Clients.Ec2.RunInstancesAsync(Request(run, source), cancellationToken);
        var id = launched.Reservation.Instances[0].InstanceId;
        run.Learn(Name, state => state with { InstanceId = id });
        run.Log.Say($"Launched {id}");

        await RunningAsync(run, id, cancellationToken);
        await OnlineAsync(run, id, cancellationToken);
        run.Log.Say($"{id} runs and SSM reaches it");
    }

    private static RunInstancesRequest Request(FleetRun run, SourceAmi source)
    {
        var instance = run.Recipe.Instance;
        var tags = Tags.Ec2(Tags.Of(run, $"fleetyard-{run.Recipe.Name}"));
        return new RunInstancesRequest
        {
            ClientToken = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.State.RunId}/{run.State.Attempt}"))),
            ImageId = source.ImageId,
            InstanceType = new InstanceType(instance.Type),
            MinCount = 1,
            MaxCount = 1,
            InstanceInitiatedShutdownBehavior = ShutdownBehavior.Terminate,
            MetadataOptions = new InstanceMetadataOptionsRequest { HttpTokens = HttpTokensState.Required, HttpEndpoint = InstanceMetadataEndpointState.Enabled, HttpPutResponseHopLimit = 1 },
            IamInstanceProfile = instance.InstanceProfile is { } profile ? new IamInstanceProfileSpecification { Name = profile } : null,
            SubnetId = instance.SubnetId,
            SecurityGroupIds = instance.SecurityGroupIds.Count > 0 ? [.. instance.SecurityGroupIds] : null,
            BlockDeviceMappings =
            [
                new BlockDeviceMapping
                {
                    DeviceName = source.RootDevice,
                    Ebs = new EbsBlockDevice { VolumeSize = instance.VolumeSizeGiB, VolumeType = new VolumeType(instance.VolumeType), DeleteOnTermination = true },
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

    private Task<Instance> RunningAsync(FleetRun run, string id, CancellationToken cancellationToken) =>
        waiter.ForAsync($"instance {id} to run", TimeSpan.FromMinutes(10), async token =>
        {
            var instance = await InstanceStates.FindAsync(run, id, token);
            return instance?.State.Name.Value switch
            {
                "running" => instance,
                null or "pending" => null,
                var state => throw new FleetException($"Instance {id} is {state} instead of running: {instance.StateReason?.Message ?? "EC2 gave no reason"}; run the same command again."),
            };
        }, "look at it in the EC2 console.", cancellationToken);

    private Task<InstanceInformation> OnlineAsync(FleetRun run, string id, CancellationToken cancellationToken) =>
        waiter.ForAsync($"SSM to reach {id}", TimeSpan.FromMinutes(10), async token =>
        {
            var answer = await run.Clients.Ssm.DescribeInstanceInformationAsync(
                new DescribeInstanceInformationRequest { Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [id] }] }, token);
            return answer.InstanceInformationList?.FirstOrDefault(information => information.PingStatus?.Value == "Online");
        }, "the instance profile needs AmazonSSMManagedInstanceCore, the subnet a way to SSM, and Debian's and Red Hat's AMIs instance.ssmAgent.", cancellationToken);
}
