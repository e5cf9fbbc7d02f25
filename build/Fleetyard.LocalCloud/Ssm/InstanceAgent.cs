using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>What an instance's SSM agent may do: what the role in its profile allows, which is taken to have the profile's name.</summary>
internal sealed class InstanceAgent(Cloud cloud)
{
    /// <summary>Else Systems Manager does not know the instance.</summary>
    public bool MayReport(InstanceDocument instance) => May(instance, AgentAccesses.Report(instance.Region));

    /// <summary>Else a command waits for the agent in vain.</summary>
    public bool MayTakeCommands(string instanceId) => May(instanceId, AgentAccesses.TakeCommand);

    /// <summary>Else nobody hears that a command could not be run.</summary>
    public bool MayFailCommands(string instanceId) => May(instanceId, AgentAccesses.FailCommand);

    /// <summary>Else a session's client waits for the agent in vain.</summary>
    public bool MayTakeSessions(string instanceId) => May(instanceId, AgentAccesses.TakeSession);

    private bool May(string instanceId, Func<string, IEnumerable<Access>> does) =>
        cloud.Store.Get<InstanceDocument>(instanceId) is { } instance && May(instance, does(instance.Region));

    private bool May(InstanceDocument instance, IEnumerable<Access> accesses) =>
        instance.Profile is { } profile && cloud.Roles.Refused($"arn:aws:iam::{Cloud.AccountId}:role/{profile}", accesses) is null;
}
