using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Ec2.Boot;
using Fleetyard.LocalCloud.Ec2.Keys;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>RunInstances.</summary>
internal sealed class LaunchInstances(Cloud cloud, InstanceItems items, InstanceNetworks networks, KeyPairs keys, BlockDevices devices, EbsEncryption encryption, SpotInterruptions interruptions, FirstBoot boot)
{
    public IEnumerable<XElement> Run(QueryCall call)
    {
        var request = LaunchRequest.Read(call);
        lock (cloud.Exclusive)
        {
            if (request.ClientToken is not null && Earlier(call.Region, request) is { Count: > 0 } earlier)
            {
                return items.Reservation(earlier);
            }

            var (image, traits, volumes) = Source(call.Region, request.ImageId);
            var architecture = InstanceTypes.Architecture(request.Type);
            if (image.BaseSystem.Architecture != architecture)
            {
                throw new AwsFault("InvalidParameterValue", $"The architecture '{architecture}' of the specified instance type does not match the architecture '{image.BaseSystem.Architecture}' of the specified AMI.");
            }

            if (!cloud.Host.Runs(architecture))
            {
                throw new AwsFault("Unsupported", $"LocalCloud's {cloud.Host.Kind.ToString().ToLowerInvariant()} instances on this machine are not {architecture}; rehearse it with simulated instances, or on a machine of that architecture.");
            }

            var key = request.KeyName is { } name ? keys.Named(call.Region, name).PublicKey : null;

            if (key is not null && !cloud.Host.HasSshd)
            {
                throw new AwsFault("UnsupportedOperation", $"LocalCloud's {cloud.Host.Kind.ToString().ToLowerInvariant()} instances run no sshd, which the key pair '{request.KeyName}' is for; rehearse with --instances=docker or --instances=overlay.");
            }

            new LaunchCapacity(cloud).Check(call.Region, request, call.Fault);
            var mapped = devices.Of(call, volumes);
            var places = networks.Addressed(call.Region, networks.Place(call.Region, request.Network), request.Count);
            var reservation = Cloud.NewId("r");
            IReadOnlyList<InstanceDocument> launched = [.. places.Select((place, index) => Document(call.Region, request, architecture, mapped, reservation, index) with { Network = place, Traits = traits, BaseSystem = image.BaseSystem })];
            if (call.Fault == FaultKind.NeverOnline)
            {
                launched = [.. launched.Select(instance => instance with { OnlineFrom = DateTimeOffset.MaxValue })];
            }

            foreach (var instance in launched)
            {
                Start(instance, image, request, key);
            }

            return items.Reservation(launched);
        }
    }

    private List<InstanceDocument> Earlier(string region, LaunchRequest request)
    {
        var earlier = cloud.Store.All<InstanceDocument>().Where(instance => instance.ClientToken == request.ClientToken && instance.Region == region).ToList();
        return earlier.All(instance => instance.RequestHash == request.Hash)
            ? earlier
            : throw new AwsFault("IdempotentParameterMismatch", "The client token was used with other parameters.");
    }

    private (MachineImage Image, ImageTraits Traits, IReadOnlyList<BlockDevice> Devices) Source(string region, string imageId)
    {
        if (PublicImage.All.FirstOrDefault(image => image.Id == imageId) is { } known)
        {
            return (new(known.BaseSystem, null), known.Traits, [known.Root]);
        }

        var own = cloud.Store.Get<ImageDocument>(imageId) is { } found && found.Region == region
            ? found
            : throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{imageId}]' does not exist");
        return own.State.At(cloud.Now) == "available" && !own.Disabled
            ? (new(own.BaseSystem, own.Content), own.Traits, own.Devices)
            : throw new AwsFault("InvalidAMIID.Unavailable", $"The image id '[{imageId}]' is not available");
    }

    private InstanceDocument Document(string region, LaunchRequest request, string architecture, IReadOnlyList<BlockDevice> volumes, string reservation, int index)
    {
        var running = cloud.After("instance-pending");
        var isBooting = cloud.Host.HasBoot && request.UserData is not null;
        return new InstanceDocument
        {
            Id = Cloud.NewId("i"),
            Region = region,
            ImageId = request.ImageId,
            Type = request.Type,
            Architecture = architecture,
            ReservationId = reservation,
            LaunchIndex = index,
            Volumes = [.. volumes.Select(volume => volume with { VolumeId = Cloud.NewId("vol") })],
            LaunchTime = cloud.Now,
            VisibleFrom = cloud.After("eventual-consistency"),
            State = new("pending", "running", running, true),
            OnlineFrom = running + cloud.Latency("ssm-online") + (isBooting ? InstanceDocument.LongestUserData : TimeSpan.Zero),
            IsBooting = isBooting,
            ClientToken = request.ClientToken,
            RequestHash = request.Hash,
            Profile = request.Profile,
            KeyName = request.KeyName,
            Spot = request.Market.IsSpot ? new(Cloud.NewId("sir"), request.Market.IsPersistent) : null,
            Tenancy = request.Market.Tenancy,
            HostId = request.Market.HostId,
            CapacityReservationId = request.Market.ReservationId,
            UserData = request.UserData,
            ShutdownBehavior = request.ShutdownBehavior,
            HttpTokens = request.HttpTokens,
            HttpEndpoint = request.HttpEndpoint,
            HopLimit = request.HopLimit,
        };
    }

    private void Start(InstanceDocument instance, MachineImage image, LaunchRequest request, string? publicKey)
    {
        cloud.Store.Put(instance.Id, instance);
        cloud.Tag(instance.Id, instance.Region, request.InstanceTags);
        foreach (var volume in instance.Volumes)
        {
            cloud.Tag(volume.VolumeId!, instance.Region, request.VolumeTags);
        }

        cloud.Start(async token =>
        {
            await LaunchAsync(instance, image, publicKey, token);
            if (cloud.Host.HasBoot && (instance.UserData ?? publicKey) is not null && cloud.Store.Get<InstanceDocument>(instance.Id)?.State.To == "running")
            {
                await boot.FinishAsync(instance.Id, token);
            }
        });
        interruptions.Expect(instance);
    }

    private Task LaunchAsync(InstanceDocument launched, MachineImage image, string? publicKey, CancellationToken cancellationToken) => cloud.OnInstanceAsync(launched.Id, async () =>
    {
        var id = launched.Id;
        if (encryption.Missing(launched.Region, launched.Volumes) is { } key)
        {
            cloud.Store.Change<InstanceDocument>(id, instance => instance with { State = new("shutting-down", "terminated", cloud.Now, false), Reason = $"Client.InternalError: Client error on launch: the key {key} does not exist" });
            return;
        }

        try
        {
            await cloud.Host.LaunchAsync(id, image, cancellationToken);
            await Addresses.NoteAsync(cloud, id, cancellationToken);
            if (cloud.Host.HasBoot && publicKey is not null)
            {
                await boot.OpenSshAsync(id, publicKey, cancellationToken);
            }

            cloud.Store.Change<InstanceDocument>(id, instance => instance.State.To == "running" ? instance with { State = instance.State with { Working = false } } : instance);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await InstanceEnds.FailAsync(cloud, id, fault);
        }
    }, cancellationToken);
}
