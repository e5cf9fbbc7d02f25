using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>RunInstances.</summary>
internal sealed class LaunchInstances(Cloud cloud, Instances instances)
{
    public IEnumerable<XElement> Run(QueryCall call)
    {
        if (call["MinCount"] is not "1" || call["MaxCount"] is not "1")
        {
            throw new AwsFault("InstanceLimitExceeded", "LocalCloud launches one instance a call; ask for MinCount 1 and MaxCount 1.");
        }

        lock (cloud.Exclusive)
        {
            var hash = Hash(call);
            var earlier = cloud.Store.All<InstanceDocument>().FirstOrDefault(instance => instance.ClientToken is not null && instance.ClientToken == call["ClientToken"] && instance.Region == call.Region);
            if (earlier is not null)
            {
                return earlier.RequestHash == hash
                    ? instances.Reservation(earlier)
                    : throw new AwsFault("IdempotentParameterMismatch", "The client token was used with other parameters.");
            }

            var instance = Document(call, hash);
            var image = MachineImage(call.Region, instance.ImageId);
            if (image.BaseSystem.Architecture != instance.Architecture)
            {
                throw new AwsFault("InvalidParameterValue", $"The architecture '{instance.Architecture}' of the specified instance type does not match the architecture '{image.BaseSystem.Architecture}' of the specified AMI.");
            }

            cloud.Store.Put(instance.Id, instance);
            cloud.Tag(instance.Id, call.Region, call.TagsFor("instance"));
            cloud.Tag(instance.VolumeId, call.Region, call.TagsFor("volume"));
            cloud.Start(token => LaunchAsync(instance.Id, image, token));
            return instances.Reservation(instance);
        }
    }

    private MachineImage MachineImage(string region, string imageId)
    {
        if (PublicImage.All.FirstOrDefault(image => image.Id == imageId) is { } known)
        {
            return new(known.BaseSystem, null);
        }

        var own = cloud.Store.Get<ImageDocument>(imageId) is { } found && found.Region == region
            ? found
            : throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{imageId}]' does not exist");
        return own.State.At(cloud.Now) == "available"
            ? new(own.BaseSystem, own.Id)
            : throw new AwsFault("InvalidAMIID.Unavailable", $"The image id '[{imageId}]' is not available");
    }

    private InstanceDocument Document(QueryCall call, string hash)
    {
        var type = call["InstanceType"] ?? "m1.small";
        var running = cloud.After("instance-pending");
        return new InstanceDocument
        {
            Id = Cloud.NewId("i"),
            Region = call.Region,
            ImageId = call.Required("ImageId"),
            Type = type,
            Architecture = InstanceTypes.Architecture(type),
            ReservationId = Cloud.NewId("r"),
            VolumeId = Cloud.NewId("vol"),
            LaunchTime = cloud.Now,
            VisibleFrom = cloud.After("eventual-consistency"),
            State = new("pending", "running", running, true),
            OnlineFrom = running + (cloud.After("ssm-online") - cloud.Now),
            ClientToken = call["ClientToken"],
            RequestHash = hash,
            Profile = call["IamInstanceProfile.Name"] ?? call["IamInstanceProfile.Arn"],
            ShutdownBehavior = call["InstanceInitiatedShutdownBehavior"] ?? "stop",
            HttpTokens = call["MetadataOptions.HttpTokens"] ?? "optional",
        };
    }

    private Task LaunchAsync(string id, MachineImage image, CancellationToken cancellationToken) => cloud.OnInstanceAsync(id, async () =>
    {
        try
        {
            await cloud.Host.LaunchAsync(id, image, cancellationToken);
            cloud.Store.Change<InstanceDocument>(id, instance => instance.State.To == "running" ? instance with { State = instance.State with { Working = false } } : instance);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            cloud.Store.Change<InstanceDocument>(id, instance => instance with { State = new("shutting-down", "terminated", cloud.Now, false), Reason = "Server.InternalError: " + fault.Message });
        }
    }, cancellationToken);

    private static string Hash(QueryCall call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', call.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")))));
}
