using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>StartSession and TerminateSession, for sessions that reach an instance's SSH port.</summary>
internal sealed class SessionOperations(Cloud cloud, SessionRegistry sessions, ManagedInstances managed, Func<string> endpoint)
{
    /// <summary>Its parameters and their default are those of AWS's own document.</summary>
    private const string Document = "AWS-StartSSHSession";

    private const int SshPort = 22;

    public JsonObject Start(JsonCall call)
    {
        var target = call.Required("Target", SsmFault.Validation);
        if (call.Text("DocumentName") is not Document and var name)
        {
            throw SsmFault.Of("InvalidDocument", $"Document {name ?? "SSM-SessionManagerRunShell"} does not exist; LocalCloud starts sessions with {Document} alone.");
        }

        var reason = call.Text("Reason");
        if (reason is { Length: 0 or > 256 })
        {
            throw new AwsFault(SsmFault.Validation, "Value at 'reason' failed to satisfy constraint: Member must have length from 1 to 256");
        }

        var port = PortOf(call.Body["Parameters"] as JsonObject ?? []);
        if (cloud.Store.Get<InstanceDocument>(target) is not { } instance || instance.Region != call.Region || !managed.IsOnline(instance))
        {
            throw SsmFault.Of("TargetNotConnected", $"{target} is not connected.");
        }

        var session = new Session
        {
            Id = NewId(call.Caller?.Arn ?? Cloud.CallerArn),
            Region = call.Region,
            Target = target,
            Port = port,
            DocumentName = Document,
            OwnerArn = call.Caller?.Arn ?? Cloud.CallerArn,
            Reason = reason,
            Started = cloud.Now,
        };
        sessions.Add(session);
        return new() { ["SessionId"] = session.Id, ["TokenValue"] = session.Token, ["StreamUrl"] = $"{endpoint()}{DataChannels.Path}{session.Id}?role=publish_subscribe&cell-number={Convert.ToBase64String(RandomNumberGenerator.GetBytes(67))}" };
    }

    public JsonObject Terminate(JsonCall call)
    {
        var id = call.Required("SessionId", SsmFault.Validation);
        if (sessions.Find(id) is not { } session || session.Region != call.Region)
        {
            throw SsmFault.Of("DoesNotExistException", $"Session {id} does not exist.");
        }

        session.End(cloud.Now);
        return new() { ["SessionId"] = id };
    }

    /// <summary>As AWS makes it of the user's name or the role's session, such as <c>JohnDoe-1a2b3c4d5eEXAMPLE</c>.</summary>
    private static string NewId(string arn) => Cloud.NewId(arn.Split('/')[^1]);

    private static int PortOf(JsonObject parameters)
    {
        if (parameters.Select(parameter => parameter.Key).FirstOrDefault(name => name != "portNumber") is { } unknown)
        {
            throw new AwsFault(SsmFault.Validation, $"{Document} has no parameter '{unknown}'; it takes portNumber.");
        }

        if (parameters["portNumber"] is not { } given)
        {
            return SshPort;
        }

        return given is JsonArray { Count: 1 } list && list[0] is JsonValue value && value.TryGetValue<string>(out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new AwsFault(SsmFault.Validation, $"portNumber is {given.ToJsonString()}; it takes a list of one port's number.");
    }
}
