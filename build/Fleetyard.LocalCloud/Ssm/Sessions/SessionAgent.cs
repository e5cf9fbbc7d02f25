using System.Buffers.Binary;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>What the instance's SSM agent does with one session: it agrees with the client on what it is, and passes bytes between it and a port.</summary>
/// <remarks>Source: github.com/aws/amazon-ssm-agent, agent/session/datachannel/datachannel.go and agent/session/plugins/port.</remarks>
internal sealed class SessionAgent(WebSocket socket, Session session, TimeProvider time) : IDisposable
{
    /// <summary>StreamDataPayloadSize in the agent's configuration.</summary>
    private const int MostPayload = 1024;

    /// <summary>How many messages may wait for the port; more are not acknowledged, and come again.</summary>
    private const int MostWaiting = 1024;

    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(15);

    /// <summary>How long a client that was told that it is over may take to close its end.</summary>
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly OutgoingStream outgoing = new(time);
    private readonly IncomingStream incoming = new();
    private readonly ClientSocket client = new(socket);
    private readonly TaskCompletionSource<bool> agreed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ReadOnlyMemory<byte>> toPort = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private bool isComplete;

    /// <summary>Until the client, the port or the session ends; false where the client went without ending the session.</summary>
    /// <param name="address">Where the instance is.</param>
    /// <param name="ended">The session was terminated.</param>
    /// <param name="gone">The client's connection is no more.</param>
    public async Task<bool> RunAsync(Func<Task<string?>> address, CancellationToken ended, CancellationToken gone)
    {
        // A receive that is cancelled takes the connection with it, before the client hears why it ends.
        using var over = new CancellationTokenSource();
        using var left = new CancellationTokenSource();
        var (isEnded, isGone) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var ending = ended.Register(isEnded.SetResult);
        await using var going = gone.Register(isGone.SetResult);
        var receiving = ReceiveAsync(left.Token);
        Task[] work = [receiving, ResendAsync(over.Token), ServeAsync(address, over.Token)];
        var first = await Task.WhenAny([.. work, isEnded.Task, isGone.Task]);
        var isLeft = first == isGone.Task || first.Exception is { InnerException: WebSocketException };
        if (first != receiving && !isLeft)
        {
            await CloseAsync(first == work[2] && first.Exception is { InnerException: SocketException refused } ? $"Unable to connect to specified port: {refused.Message}" : "");
        }

        await over.CancelAsync();
        left.CancelAfter(Leave);
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return first == receiving ? await receiving : !isLeft;
    }

    public void Dispose()
    {
        outgoing.Dispose();
        client.Dispose();
    }

    private async Task ServeAsync(Func<Task<string?>> address, CancellationToken cancellationToken)
    {
        await SayAsync(PayloadTypes.HandshakeRequest, AgentMessages.HandshakeRequest(session.Port), cancellationToken);
        if (!await agreed.Task.WaitAsync(HandshakeTime, time, cancellationToken))
        {
            return;
        }

        Volatile.Write(ref isComplete, true);
        await SayAsync(PayloadTypes.HandshakeComplete, """{"HandshakeTimeToComplete":1000000,"CustomerMessage":""}"""u8.ToArray(), cancellationToken);
        using var port = new TcpClient { NoDelay = true };
        await port.ConnectAsync(await address() ?? throw new SocketException((int)SocketError.ConnectionRefused), session.Port, cancellationToken);
        var stream = port.GetStream();
        await await Task.WhenAny(FromPortAsync(stream, cancellationToken), ToPortAsync(stream, cancellationToken));
    }

    private async Task FromPortAsync(NetworkStream port, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostPayload];
        while (await port.ReadAsync(bytes, cancellationToken) is > 0 and var count)
        {
            await SayAsync(PayloadTypes.Data, bytes.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task ToPortAsync(NetworkStream port, CancellationToken cancellationToken)
    {
        await foreach (var bytes in toPort.Reader.ReadAllAsync(cancellationToken))
        {
            await port.WriteAsync(bytes, cancellationToken);
        }
    }

    /// <summary>True where the client ended the session, false where it closed the channel.</summary>
    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await client.ReceiveAsync(cancellationToken) is { } message)
        {
            if (message.Type == SessionMessage.Acknowledge)
            {
                outgoing.Acknowledge(AgentMessages.Acknowledged(message));
            }
            else if (message.Type == SessionMessage.Input && toPort.Reader.Count < MostWaiting && incoming.Take(message))
            {
                await client.SendAsync(AgentMessages.Acknowledgement(message).Write(time.GetUtcNow()), cancellationToken);
                while (incoming.Next() is { } next)
                {
                    if (!Handle(next))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>False where the client ends the session.</summary>
    private bool Handle(SessionMessage message)
    {
        switch (message.PayloadType)
        {
            case PayloadTypes.HandshakeResponse:
                agreed.TrySetResult(AgentMessages.IsAgreed(message.Payload.Span));
                return true;
            case PayloadTypes.Flag:
                return !(message.Payload.Length == 4 && BinaryPrimitives.ReadUInt32BigEndian(message.Payload.Span) == PayloadTypes.TerminateSession);
            case PayloadTypes.Data when Volatile.Read(ref isComplete):
                toPort.Writer.TryWrite(message.Payload);
                return true;
            default:
                // As the agent does: what comes before the handshake is over is acknowledged and forgotten.
                return true;
        }
    }

    /// <summary>Tells the client that the agent's part is over.</summary>
    private async Task CloseAsync(string output)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        var now = time.GetUtcNow();
        await client.CloseAsync(AgentMessages.ChannelClosed(session, output, now).Write(now), deadline.Token);
    }

    private async Task ResendAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Glance, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (outgoing.Overdue() is { } bytes)
            {
                await client.SendAsync(bytes, cancellationToken);
            }
        }
    }

    private async Task SayAsync(uint payloadType, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        await client.SendAsync(await outgoing.NextAsync(payloadType, payload, cancellationToken), cancellationToken);
}
