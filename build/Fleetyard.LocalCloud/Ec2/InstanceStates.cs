using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Boot;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Starts, stops, reboots and terminates instances.</summary>
internal sealed class InstanceStates(Cloud cloud, Instances instances)
{
    /// <summary>As "Troubleshoot instance launch issues" in the EC2 user guide has it.</summary>
    private const string SelfInitiated = "Client.InstanceInitiatedShutdown: Instance initiated shutdown";

    public IEnumerable<XElement> Start(QueryCall call) => Change(call, "pending", "running", "instance-pending", StartAsync);

    public IEnumerable<XElement> Stop(QueryCall call) => Change(call, "stopping", "stopped", "instance-stopping", cloud.Host.StopAsync);

    public IEnumerable<XElement> Terminate(QueryCall call) => Change(call, "shutting-down", "terminated", "instance-terminating", cloud.Host.TerminateAsync);

    public IEnumerable<XElement> Reboot(QueryCall call)
    {
        var all = Asked(call);
        if (all.FirstOrDefault(instance => instance.State.At(cloud.Now) != "running") is { } other)
        {
            throw new AwsFault("IncorrectState", $"Instance '{other.Id}' is {other.State.At(cloud.Now)}, not running");
        }

        foreach (var instance in all)
        {
            cloud.Start(token => cloud.OnInstanceAsync(instance.Id, () => RebootAsync(instance.Id, token), token));
            cloud.Interrupt(instance.Id);
        }

        return [new("return", "true")];
    }

    /// <summary>An instance has powered itself off from inside, which stops or terminates it.</summary>
    public void PoweredOff(string id)
    {
        lock (cloud.Exclusive)
        {
            if (cloud.Store.Get<InstanceDocument>(id) is not { State.To: "running" } instance)
            {
                return;
            }

            _ = instance.ShutdownBehavior == "terminate"
                ? Change(instance.Id, "shutting-down", "terminated", "instance-terminating", cloud.Host.TerminateAsync, SelfInitiated)
                : Change(instance.Id, "stopping", "stopped", "instance-stopping", cloud.Host.StopAsync, SelfInitiated);
        }
    }

    private async Task StartAsync(string id, CancellationToken cancellationToken)
    {
        await cloud.Host.StartAsync(id, cancellationToken);
        await Addresses.NoteAsync(cloud, id, cancellationToken);
    }

    private async Task RebootAsync(string id, CancellationToken cancellationToken)
    {
        await cloud.Host.RebootAsync(id, cancellationToken);
        await Addresses.NoteAsync(cloud, id, cancellationToken);
    }

    /// <summary>All of the instances change, or none does.</summary>
    private IEnumerable<XElement> Change(QueryCall call, string through, string to, string latency, Func<string, CancellationToken, Task> work)
    {
        lock (cloud.Exclusive)
        {
            var all = Asked(call);
            foreach (var instance in all)
            {
                Check(instance, through, to);
            }

            var changes = new XElement("instancesSet", all.Select(instance => Change(instance.Id, through, to, latency, work)));
            foreach (var instance in all.Where(_ => to != "running"))
            {
                cloud.Interrupt(instance.Id);
            }

            return [changes];
        }
    }

    private List<InstanceDocument> Asked(QueryCall call)
    {
        call.Required("InstanceId.1");
        return [.. call.List("InstanceId").Distinct().Select(id => instances.Find(call.Region, id))];
    }

    private void Check(InstanceDocument instance, string through, string to)
    {
        if (to == "stopped" && instance.Spot is { IsPersistent: false })
        {
            throw new AwsFault("UnsupportedOperation", $"You can't stop the Spot Instance '{instance.Id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.");
        }

        var before = instance.State.At(cloud.Now);
        if (before != to && before != through && to != "terminated" && before != (to == "stopped" ? "running" : "stopped"))
        {
            throw new AwsFault("IncorrectInstanceState", $"The instance '{instance.Id}' is {before}, from which it cannot become {to}.");
        }
    }

    private XElement Change(string id, string through, string to, string latency, Func<string, CancellationToken, Task> work, string? reason = null)
    {
        var (before, after) = ("", "");
        var changes = false;
        cloud.Store.Change<InstanceDocument>(id, instance =>
        {
            before = instance.State.At(cloud.Now);
            changes = before != to && before != through && instance.State.To != "terminated";
            instance = changes ? Changed(instance, new(through, to, cloud.After(latency), true), reason) : instance;
            after = instance.State.At(cloud.Now);
            return instance;
        });
        if (changes)
        {
            // What is to go, goes: LocalCloud does not end before it.
            cloud.Start(token => WorkAsync(id, to, work, to == "terminated" ? CancellationToken.None : token));
        }

        return new("item", new XElement("instanceId", id), InstanceItems.State("currentState", after), InstanceItems.State("previousState", before));
    }

    private InstanceDocument Changed(InstanceDocument instance, Transition state, string? reason) => state.To == "running"
        ? instance with { State = state, OnlineFrom = state.Until + cloud.Latency("ssm-online"), IsBooting = false, Reason = null }
        : instance with { State = state, Reason = reason ?? instance.Reason };

    private Task WorkAsync(string id, string to, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken) => cloud.OnInstanceAsync(id, async () =>
    {
        try
        {
            await work(id, cancellationToken);
            cloud.Store.Change<InstanceDocument>(id, instance => instance.State.To == to ? instance with { State = instance.State with { Working = false } } : instance);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await InstanceEnds.FailAsync(cloud, id, fault);
        }
    }, cancellationToken);
}
