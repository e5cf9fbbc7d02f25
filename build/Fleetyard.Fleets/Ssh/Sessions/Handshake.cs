using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>What agent and client agree on before the port's bytes go back and forth.</summary>
/// <remarks>Source: github.com/aws/amazon-ssm-agent, agent/session/contracts/model.go.</remarks>
internal static class Handshake
{
    /// <summary>
    /// What the client says that it is as good as: the oldest plugin that AWS supports, since it signs the request that opens a data channel.
    /// Agents multiplex connections for clients from 1.1.70 on, but for the documents of local port forwarding alone, which this session has none of.
    /// </summary>
    public const string ClientVersion = "1.2.764.0";

    private const int Success = 1;
    private const int Failed = 2;

    /// <summary>The answer to an agent's request.</summary>
    /// <param name="request">The request's payload.</param>
    /// <param name="refusal">Why the session comes to nothing, as part of a sentence; null where it goes on.</param>
    /// <exception cref="SessionException">It is no such request.</exception>
    public static byte[] Answer(ReadOnlyMemory<byte> request, out string? refusal)
    {
        var answers = new JsonArray();
        refusal = null;
        foreach (var (type, parameters) in ActionsOf(request))
        {
            var why = (type, (string?)parameters?["SessionType"]) switch
            {
                ("SessionType", "Port") => null,
                ("SessionType", var session) => $"the agent offers a session of the type '{session}' and not 'Port'",
                ("KMSEncryption", _) => $"the account's Session Manager preferences ask for encryption with the KMS key {(string?)parameters?["KMSKeyId"]}, on top of SSH's own",
                _ => $"the agent asks for '{type}', which is not known here",
            };
            refusal ??= why;
            answers.Add(new JsonObject { ["ActionType"] = type, ["ActionStatus"] = why is null ? Success : Failed, ["ActionResult"] = null, ["Error"] = why ?? "" });
        }

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["ClientVersion"] = ClientVersion,
            ["ProcessedClientActions"] = answers,
            ["Errors"] = refusal is null ? null : new JsonArray(refusal),
        });
    }

    private static List<(string Type, JsonObject? Parameters)> ActionsOf(ReadOnlyMemory<byte> request)
    {
        try
        {
            return [.. (JsonNode.Parse(request.Span)!["RequestedClientActions"] as JsonArray ?? []).Select(action => ((string?)action!["ActionType"] ?? "", action["ActionParameters"] as JsonObject))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new SessionException("the agent's handshake cannot be read", e);
        }
    }
}
