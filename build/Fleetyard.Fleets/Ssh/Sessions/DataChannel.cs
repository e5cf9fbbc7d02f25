using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>The client's end of a session: two streams of bytes to and from a port of the instance, over one WebSocket.</summary>
/// <remarks>Source: github.com/aws/session-manager-plugin, src/datachannel/streaming.go.</remarks>
internal sealed class DataChannel : IAsyncDisposable
{
    /// <summary>StreamDataPayloadSize of the plugin's src/config/config.go, in bytes.</summary>
    private const int MostPayload = 1024;

    /// <summary>How many messages may wait to be read; more are not acknowledged, and come again.</summary>
    private const int MostWaiting = 4096;

    private const uint CannotConnect = 3;

    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly MessageSocket socket;
    private readonly TimeProvider time;
    private readonly OutgoingStream outgoing;
    private readonly IncomingStream incoming = new();
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ReadOnlyMemory<byte>> received = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private Task work = Task.CompletedTask;
    private volatile bool isPaused;

    private DataChannel(MessageSocket socket, TimeProvider time) => (this.socket, this.time, outgoing) = (socket, time, new OutgoingStream(time));

    /// <summary>What comes from the port; it ends with the session, with why it ended.</summary>
    public ChannelReader<ReadOnlyMemory<byte>> Received => received.Reader;

    /// <summary>Opens the channel with its token and agrees with the agent.</summary>
    /// <exception cref="SessionException">The token was refused, the other end speaks another language, or does not speak.</exception>
    /// <exception cref="FleetException">The session cannot be had as the account wants it.</exception>
    public static async Task<DataChannel> OpenAsync(WebSocket socket, string token, TimeProvider time, CancellationToken cancellationToken)
    {
        var channel = new DataChannel(new MessageSocket(socket), time);
        try
        {
            var open = new JsonObject
            {
                ["MessageSchemaVersion"] = "1.0",
                ["RequestId"] = Guid.NewGuid().ToString(),
                ["TokenValue"] = token,
                ["ClientId"] = Guid.NewGuid().ToString(),
                ["ClientVersion"] = Handshake.ClientVersion,
            };
            await channel.socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(open), WebSocketMessageType.Text, cancellationToken);
            channel.work = channel.RunAsync();
            await channel.complete.Task.WaitAsync(Opening, time, cancellationToken);
            return channel;
        }
        catch (Exception e)
        {
            await channel.DisposeAsync();
            throw e is TimeoutException ? new SessionException($"the instance's agent did not agree within {Opening.TotalSeconds:0} seconds", e) : e;
        }
    }

    /// <summary>Sends bytes to the port.</summary>
    /// <exception cref="SessionException">The session is over.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var at = 0; at < bytes.Length; at += MostPayload)
        {
            await SayAsync(PayloadType.Data, bytes.Slice(at, Math.Min(MostPayload, bytes.Length - at)), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await work;
        await socket.DisposeAsync();
        outgoing.Dispose();
        over.Dispose();
    }

    /// <summary>Receives, and sends again, until either fails; then whoever waits for the channel hears of it.</summary>
    private async Task RunAsync()
    {
        Task[] both = [ReceiveAsync(), ResendAsync()];
        var first = await Task.WhenAny(both);
        var why = first.Exception?.InnerException ?? new SessionException("the session was closed");
        received.Writer.TryComplete(why);
        complete.TrySetException(why);
        await over.CancelAsync();
        await Task.WhenAll(both).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            var message = SessionMessage.Read(await socket.ReceiveAsync(over.Token));
            switch (message.Type)
            {
                case MessageTypes.Output:
                    await TakeAsync(message);
                    break;
                case MessageTypes.Acknowledge:
                    outgoing.Acknowledge(Member<long>(message, "AcknowledgedMessageSequenceNumber"));
                    break;
                case MessageTypes.Closed:
                    throw new SessionException(Member<string>(message, "Output") is { Length: > 0 } output ? $"Session Manager ended the session: {output.ReplaceLineEndings(" ").Trim()}" : "Session Manager ended the session");
                case MessageTypes.Pause:
                case MessageTypes.Start:
                    isPaused = message.Type == MessageTypes.Pause;
                    break;
            }
        }
    }

    private async Task TakeAsync(SessionMessage message)
    {
        if (received.Reader.Count >= MostWaiting || !incoming.Take(message))
        {
            return;
        }

        await AcknowledgeAsync(message);
        while (incoming.Next() is { } next)
        {
            await HandleAsync(next);
        }
    }

    private async Task HandleAsync(SessionMessage message)
    {
        switch (message.PayloadType)
        {
            case PayloadType.HandshakeRequest:
                await SayAsync(PayloadType.HandshakeResponse, Handshake.Answer(message.Payload, out var refusal), over.Token);
                if (refusal is not null)
                {
                    throw new FleetException($"No session of Session Manager can be had: {refusal}; change that in the account's Session Manager preferences, set instance.ssh.through to direct, or set instance.remote to ssm.");
                }

                break;
            case PayloadType.HandshakeComplete:
                complete.TrySetResult();
                break;
            case PayloadType.Data:
                received.Writer.TryWrite(message.Payload);
                break;
            case PayloadType.Flag when message.Payload.Length == sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(message.Payload.Span) == CannotConnect:
                throw new SessionException("the instance's agent cannot connect to the port");
        }
    }

    private Task AcknowledgeAsync(SessionMessage message)
    {
        var content = new JsonObject
        {
            ["AcknowledgedMessageType"] = message.Type,
            ["AcknowledgedMessageId"] = message.Id.ToString(),
            ["AcknowledgedMessageSequenceNumber"] = message.Sequence,
            ["IsSequentialMessage"] = true,
        };
        var acknowledgement = new SessionMessage { Type = MessageTypes.Acknowledge, Flags = 3, Payload = JsonSerializer.SerializeToUtf8Bytes(content) };
        return socket.SendAsync(acknowledgement.Write(time.GetUtcNow()), WebSocketMessageType.Binary, over.Token);
    }

    private async Task ResendAsync()
    {
        using var timer = new PeriodicTimer(Glance, time);
        while (await timer.WaitForNextTickAsync(over.Token))
        {
            if (!isPaused && outgoing.Overdue() is { } message)
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, over.Token);
            }
        }
    }

    /// <summary>While the other end is paused, a message is kept and goes out with those that are sent again.</summary>
    private async Task SayAsync(PayloadType type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var message = await outgoing.NextAsync(type, payload, cancellationToken);
        if (!isPaused)
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, cancellationToken);
        }
    }

    /// <summary>A member of a JSON payload; its type's default where there is none.</summary>
    private static T? Member<T>(SessionMessage message, string name)
    {
        try
        {
            return JsonNode.Parse(message.Payload.Span) is JsonObject content && content[name] is JsonValue value && value.TryGetValue<T>(out var read) ? read : default;
        }
        catch (JsonException e)
        {
            throw new SessionException($"a message of the type {message.Type} cannot be read", e);
        }
    }
}
