using System.Globalization;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>What is asked about instances, and done with them.</summary>
internal sealed class Instances(Cloud cloud)
{
    private static readonly Dictionary<string, int> Codes = new()
    {
        ["pending"] = 0,
        ["running"] = 16,
        ["shutting-down"] = 32,
        ["terminated"] = 48,
        ["stopping"] = 64,
        ["stopped"] = 80,
    };

    public InstanceDocument Find(string region, string id) =>
        cloud.Store.Get<InstanceDocument>(id) is { } instance && instance.Region == region && cloud.Now >= instance.VisibleFrom
            ? instance
            : throw new AwsFault("InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist");

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var ids = call.List("InstanceId");
        var found = ids.Count > 0
            ? ids.Select(id => Find(call.Region, id))
            : cloud.Store.All<InstanceDocument>().Where(instance => instance.Region == call.Region && cloud.Now >= instance.VisibleFrom);
        var matching = found.Where(instance => call.Passes(filter => Values(instance, filter))).ToList();
        var from = int.TryParse(call["NextToken"], CultureInfo.InvariantCulture, out var start) ? start : 0;
        var size = int.TryParse(call["MaxResults"], CultureInfo.InvariantCulture, out var most) ? most : 1000;
        yield return new("reservationSet", matching.Skip(from).Take(size).Select(instance => new XElement("item", Reservation(instance))));
        if (from + size < matching.Count)
        {
            yield return new("nextToken", from + size);
        }
    }

    public IEnumerable<XElement> Reservation(InstanceDocument instance) =>
    [
        new("reservationId", instance.ReservationId),
        new("ownerId", Cloud.AccountId),
        new("instancesSet", Item(instance)),
    ];

    public IEnumerable<XElement> Change(QueryCall call, string through, string to, string latency, Func<string, CancellationToken, Task> work)
    {
        lock (cloud.Exclusive)
        {
            var all = call.List("InstanceId").Select(id => Find(call.Region, id)).ToList();
            return [new("instancesSet", all.Select(instance => Change(instance, through, to, latency, work)))];
        }
    }

    public IEnumerable<XElement> Reboot(QueryCall call)
    {
        foreach (var id in call.List("InstanceId"))
        {
            var state = Find(call.Region, id).State.At(cloud.Now);
            if (state != "running")
            {
                throw new AwsFault("IncorrectState", $"Instance '{id}' is {state}, not running");
            }

            cloud.Start(token => cloud.OnInstanceAsync(id, () => cloud.Host.RebootAsync(id, token), token));
        }

        return [new("return", "true")];
    }

    public IEnumerable<XElement> Modify(QueryCall call)
    {
        var instance = Find(call.Region, call.Required("InstanceId"));
        var behavior = call.Required("InstanceInitiatedShutdownBehavior.Value");
        if (behavior is not ("stop" or "terminate"))
        {
            throw new AwsFault("InvalidParameterValue", $"'{behavior}' is no shutdown behavior; use stop or terminate");
        }

        cloud.Store.Change<InstanceDocument>(instance.Id, current => current with { ShutdownBehavior = behavior });
        return [new("return", "true")];
    }

    private XElement Change(InstanceDocument instance, string through, string to, string latency, Func<string, CancellationToken, Task> work)
    {
        var before = instance.State.At(cloud.Now);
        if (before != to && before != through)
        {
            if (to != "terminated" && before != (to == "stopped" ? "running" : "stopped"))
            {
                throw new AwsFault("IncorrectInstanceState", $"The instance '{instance.Id}' is {before}, from which it cannot become {to}.");
            }

            instance = instance with { State = new(through, to, cloud.After(latency), true) };
            if (to == "running")
            {
                instance = instance with { OnlineFrom = instance.State.Until + (cloud.After("ssm-online") - cloud.Now) };
            }

            cloud.Store.Put(instance.Id, instance);
            cloud.Start(token => WorkAsync(instance.Id, to, work, token));
        }

        return new("item", new XElement("instanceId", instance.Id), State("previousState", before), State("currentState", instance.State.At(cloud.Now)));
    }

    private Task WorkAsync(string id, string to, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken) => cloud.OnInstanceAsync(id, async () =>
    {
        try
        {
            await work(id, cancellationToken);
            cloud.Store.Change<InstanceDocument>(id, instance => instance.State.To == to ? instance with { State = instance.State with { Working = false } } : instance);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            cloud.Store.Change<InstanceDocument>(id, instance => instance with { State = new("shutting-down", "terminated", cloud.Now, false), Reason = "Server.InternalError: " + fault.Message });
        }
    }, cancellationToken);

    private IEnumerable<string?>? Values(InstanceDocument instance, string filter) => filter switch
    {
        "instance-state-name" => [instance.State.At(cloud.Now)],
        "client-token" => [instance.ClientToken],
        "instance-id" => [instance.Id],
        "image-id" => [instance.ImageId],
        "instance-type" => [instance.Type],
        _ => Ec2Operations.TagFilter(filter, cloud.Tags(instance.Id)),
    };

    private XElement Item(InstanceDocument instance) => new("item",
        new XElement("instanceId", instance.Id),
        new XElement("imageId", instance.ImageId),
        State("instanceState", instance.State.At(cloud.Now)),
        new XElement("clientToken", instance.ClientToken),
        new XElement("instanceType", instance.Type),
        new XElement("launchTime", Ec2Operations.Iso(instance.LaunchTime)),
        new XElement("architecture", instance.Architecture),
        new XElement("rootDeviceType", "ebs"),
        new XElement("rootDeviceName", "/dev/xvda"),
        new XElement("blockDeviceMapping", new XElement("item", new XElement("deviceName", "/dev/xvda"), new XElement("ebs", new XElement("volumeId", instance.VolumeId)))),
        new XElement("metadataOptions", new XElement("httpTokens", instance.HttpTokens)),
        instance.Reason is null ? null : new XElement("stateReason", new XElement("code", "Server.InternalError"), new XElement("message", instance.Reason)),
        Ec2Operations.TagSet(cloud.Tags(instance.Id)));

    private static XElement State(string name, string state) => new(name, new XElement("code", Codes[state]), new XElement("name", state));
}
