using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Fleetyard.Fleets.Ssh.Sessions;

namespace Fleetyard.Fleets.Tests.Ssh.Sessions;

/// <summary>The other end of a data channel, which says what a test has it say.</summary>
internal sealed class ScriptedAgent : IAsyncDisposable
{
    public const string Port = """{"AgentVersion":"3.1.0.0","RequestedClientActions":[{"ActionType":"SessionType","ActionParameters":{"SessionType":"Port","Properties":{"portNumber":"22"}}}]}""";

    private readonly WebSocket socket;
    private readonly byte[] buffer = new byte[64 * 1024];

    private ScriptedAgent(WebSocket client, WebSocket socket) => (Client, this.socket) = (client, socket);

    /// <summary>The client's end.</summary>
    public WebSocket Client { get; }

    public static async Task<ScriptedAgent> StartAsync()
    {
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync((IPEndPoint)door.LocalEndpoint);
        var server = await door.AcceptTcpClientAsync();
        return new(WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions()), WebSocket.CreateFromStream(server.GetStream(), new WebSocketCreationOptions { IsServer = true }));
    }

    /// <summary>Opens a channel, for which the agent agrees.</summary>
    public async Task<DataChannel> AgreedAsync(TimeProvider? time = null)
    {
        var opening = DataChannel.OpenAsync(Client, "a token", time ?? TimeProvider.System, CancellationToken.None);
        await ReceiveAsync();
        await SayAsync(0, PayloadType.HandshakeRequest, Port);
        await UntilAsync(message => message.PayloadType == PayloadType.HandshakeResponse);
        await AcknowledgeAsync(0);
        await SayAsync(1, PayloadType.HandshakeComplete, "{}");
        return await opening;
    }

    public Task SayAsync(long sequence, PayloadType type, string payload) => SendAsync(Message(MessageTypes.Output, sequence, type, payload));

    public Task AcknowledgeAsync(long sequence) =>
        SendAsync(Message(MessageTypes.Acknowledge, 0, PayloadType.None, $$"""{"AcknowledgedMessageType":"input_stream_data","AcknowledgedMessageSequenceNumber":{{sequence}},"IsSequentialMessage":true}"""));

    public static byte[] Message(string type, long sequence, PayloadType payloadType, string payload) =>
        new SessionMessage { Type = type, Sequence = sequence, PayloadType = payloadType, Payload = Encoding.UTF8.GetBytes(payload) }.Write(DateTimeOffset.UtcNow);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Binary) => await socket.SendAsync(bytes.AsMemory(), type, true, CancellationToken.None);

    public async Task<byte[]> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var part = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        return part.MessageType == WebSocketMessageType.Close ? throw new InvalidOperationException("The client closed the channel.") : buffer[..part.Count];
    }

    /// <summary>The client's next message that is meant; those before are passed over.</summary>
    public async Task<SessionMessage> UntilAsync(Func<SessionMessage, bool> isMeant)
    {
        while (true)
        {
            if (SessionMessage.Read(await ReceiveAsync()) is var message && isMeant(message))
            {
                return message;
            }
        }
    }

    /// <summary>The message that the client acknowledges next.</summary>
    public async Task<long> AcknowledgedAsync() => (long)JsonNode.Parse((await UntilAsync(message => message.Type == MessageTypes.Acknowledge)).Payload.Span)!["AcknowledgedMessageSequenceNumber"]!;

    /// <summary>The connection is gone at once.</summary>
    public void Drop() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        Client.Dispose();
        return ValueTask.CompletedTask;
    }
}
