using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>What the agent and Session Manager write into messages, and read out of a client's.</summary>
/// <remarks>Source: github.com/aws/amazon-ssm-agent, agent/session/contracts/model.go.</remarks>
internal static class AgentMessages
{
    /// <summary>The last that the source above was read of.</summary>
    private const string Version = "3.3.2299.0";

    /// <summary>Marks a message that is the first and the last of its stream.</summary>
    private const ulong Alone = 3;

    /// <summary>What the agent asks the client to agree on: a session with a port.</summary>
    public static byte[] HandshakeRequest(int port) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["AgentVersion"] = Version,
        ["RequestedClientActions"] = new JsonArray(new JsonObject
        {
            ["ActionType"] = "SessionType",
            ["ActionParameters"] = new JsonObject { ["SessionType"] = "Port", ["Properties"] = new JsonObject { ["portNumber"] = $"{port}" } },
        }),
    });

    /// <summary>Whether the client did what it was asked for.</summary>
    public static bool IsAgreed(ReadOnlySpan<byte> payload)
    {
        try
        {
            var actions = JsonNode.Parse(payload)?["ProcessedClientActions"] as JsonArray ?? [];
            return actions.Count == 1 && (int?)actions[0]?["ActionStatus"] == 1;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Which message arrived, by its place in its stream.</summary>
    /// <exception cref="InvalidDataException">It is no acknowledgement.</exception>
    public static long Acknowledged(SessionMessage message)
    {
        try
        {
            return (long?)JsonNode.Parse(message.Payload.Span)?["AcknowledgedMessageSequenceNumber"] ?? -1;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("an acknowledgement cannot be read", fault);
        }
    }

    /// <summary>That a message arrived.</summary>
    public static SessionMessage Acknowledgement(SessionMessage message) => Of(SessionMessage.Acknowledge, new JsonObject
    {
        ["AcknowledgedMessageType"] = message.Type,
        ["AcknowledgedMessageId"] = message.Id.ToString(),
        ["AcknowledgedMessageSequenceNumber"] = message.Sequence,
        ["IsSequentialMessage"] = true,
    });

    /// <summary>What Session Manager tells the client when the agent's part is over.</summary>
    public static SessionMessage ChannelClosed(Session session, string output, DateTimeOffset now) => Of(SessionMessage.ChannelClosed, new JsonObject
    {
        ["MessageId"] = Guid.NewGuid().ToString(),
        ["CreatedDate"] = $"{now.ToUnixTimeMilliseconds()}",
        ["DestinationId"] = session.Target,
        ["SessionId"] = session.Id,
        ["MessageType"] = SessionMessage.ChannelClosed,
        ["SchemaVersion"] = 1,
        ["Output"] = output,
    });

    private static SessionMessage Of(string type, JsonObject content) => new(type, 0, 0, JsonSerializer.SerializeToUtf8Bytes(content)) { Flags = Alone };
}
