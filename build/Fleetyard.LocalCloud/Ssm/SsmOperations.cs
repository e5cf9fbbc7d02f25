using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Ssm.Sessions;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>Systems Manager's operations by name.</summary>
internal static class SsmOperations
{
    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud, SessionRegistry sessions, InstanceAgent agent, Func<string> streamEndpoint)
    {
        var managed = new ManagedInstances(cloud, agent);
        var runs = new CommandRuns(cloud, agent);
        var invocations = new CommandInvocations(cloud, runs);
        var sessionOperations = new SessionOperations(cloud, sessions, managed, streamEndpoint);
        return new Dictionary<string, Func<JsonCall, JsonObject>>
        {
            ["GetParameter"] = Parameters.Get,
            ["GetParameters"] = Parameters.GetMany,
            ["GetParametersByPath"] = Parameters.GetByPath,
            ["DescribeInstanceInformation"] = managed.Describe,
            ["SendCommand"] = new SendCommands(cloud, runs, managed).Send,
            ["GetCommandInvocation"] = invocations.Get,
            ["ListCommandInvocations"] = invocations.List,
            ["ListCommands"] = new CommandLists(cloud, runs).List,
            ["CancelCommand"] = invocations.Cancel,
            ["StartSession"] = sessionOperations.Start,
            ["TerminateSession"] = sessionOperations.Terminate,
            ["DescribeSessions"] = new SessionLists(sessions).Describe,
        };
    }
}
