using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.State;
using Microsoft.AspNetCore.Http;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>Where clients connect to their sessions: a WebSocket whose request is signed, and whose first message has the session's token.</summary>
internal sealed class DataChannels(Cloud cloud, SessionRegistry sessions, InstanceAgent agent, SigV4 signatures, Authorizer authorizer)
{
    public const string Path = "/v1/data-channel/";

    /// <summary>How requests to it are signed.</summary>
    private const string Service = "ssmmessages";

    private const int MostOpenBytes = 4096;

    private static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(10);

    public async Task AnswerAsync(HttpContext context)
    {
        Session session;
        try
        {
            session = Admitted(context);
        }
        catch (AwsFault fault)
        {
            context.Response.StatusCode = fault.Status == 400 ? 403 : fault.Status;
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync($"<{fault.Code}><Message>{System.Security.SecurityElement.Escape(fault.Message)}</Message></{fault.Code}>", context.RequestAborted);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, context.RequestAborted);
        try
        {
            if (!await IsOpenedAsync(socket, session, ending.Token))
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "the token opens no session", CancellationToken.None);
                return;
            }

            if (!agent.MayTakeSessions(session.Target))
            {
                // AWS has the client wait for the agent in vain.
                session.End(cloud.Now);
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, $"the role of {session.Target} lets its agent open no data channel", CancellationToken.None);
                return;
            }

            using var end = new SessionAgent(socket, session, cloud.Time);
            if (await end.RunAsync(() => cloud.Host.AddressAsync(session.Target, ending.Token), session.Ended, context.RequestAborted))
            {
                session.End(cloud.Now);
                return;
            }

            session.Disconnect();
        }
        catch (InvalidDataException)
        {
            session.End(cloud.Now);
            context.Abort();
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            session.Disconnect();
            context.Abort();
        }
    }

    private Session Admitted(HttpContext context)
    {
        var (region, service, caller) = signatures.Check(context.Request, []);
        if (service != Service)
        {
            throw new AwsFault("SignatureDoesNotMatch", $"Credential should be scoped to correct service: '{Service}'.", 403);
        }

        var id = context.Request.Path.Value!.Length > Path.Length ? context.Request.Path.Value[Path.Length..] : "";
        authorizer.Check(Service, "OpenDataChannel", new JsonCall(region, new JsonObject { ["SessionId"] = id }) { Caller = caller });
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new AwsFault("BadRequest", "A data channel is a WebSocket.", 426);
        }

        return sessions.Find(id) is { EndedAt: null } session && session.Region == region ? session : throw new AwsFault("NotFound", $"There is no session {id}.", 404);
    }

    /// <remarks>Source: github.com/aws/session-manager-plugin, src/service/openDataChannelInput.go.</remarks>
    private async Task<bool> IsOpenedAsync(WebSocket socket, Session session, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(OpenTime, cloud.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var buffer = new byte[MostOpenBytes];
        var message = await socket.ReceiveAsync(buffer.AsMemory(), either.Token);
        if (message.MessageType != WebSocketMessageType.Text || !message.EndOfMessage)
        {
            return false;
        }

        try
        {
            var open = JsonNode.Parse(buffer.AsSpan(0, message.Count)) as JsonObject;
            return (string?)open?["MessageSchemaVersion"] == "1.0" && session.Connect((string?)open["TokenValue"] ?? "");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
