using System.Security.Cryptography;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>A session of Session Manager. It is in memory alone: it ends with the process that has its connection.</summary>
internal sealed class Session : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly Lock gate = new();
    private string? token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(96));
    private DateTimeOffset? endedAt;
    private string connection = "Connecting";

    public required string Id { get; init; }

    public required string Region { get; init; }

    public required string Target { get; init; }

    public required int Port { get; init; }

    public required string DocumentName { get; init; }

    public required string OwnerArn { get; init; }

    public required string? Reason { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Cancelled when it is terminated.</summary>
    public CancellationToken Ended => ended.Token;

    public DateTimeOffset? EndedAt
    {
        get
        {
            lock (gate)
            {
                return endedAt;
            }
        }
    }

    /// <summary>As SessionStatus of the service model has it.</summary>
    public string Status
    {
        get
        {
            lock (gate)
            {
                return endedAt is not null ? "Terminated" : connection;
            }
        }
    }

    /// <summary>What opens its data channel, once; empty afterwards.</summary>
    public string Token
    {
        get
        {
            lock (gate)
            {
                return token ?? "";
            }
        }
    }

    /// <summary>Takes the token: whoever comes with it first has the channel, and nobody after.</summary>
    public bool Connect(string shown)
    {
        lock (gate)
        {
            if (token is null || endedAt is not null || !CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(shown)))
            {
                return false;
            }

            token = null;
            connection = "Connected";
            return true;
        }
    }

    /// <summary>Its client has gone without ending it.</summary>
    public void Disconnect()
    {
        lock (gate)
        {
            connection = "Disconnected";
        }
    }

    public void End(DateTimeOffset at)
    {
        lock (gate)
        {
            if (endedAt is not null)
            {
                return;
            }

            endedAt = at;
        }

        ended.Cancel();
    }

    public void Dispose() => ended.Dispose();
}
