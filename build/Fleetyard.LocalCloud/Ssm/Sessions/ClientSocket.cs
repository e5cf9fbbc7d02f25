using System.Net.WebSockets;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>A data channel's client, as the agent hears it and speaks to it.</summary>
internal sealed class ClientSocket(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim sending = new(1);
    private readonly byte[] buffer = new byte[SessionMessage.MostBytes];

    /// <summary>The next message, or null where the client has closed the channel.</summary>
    /// <exception cref="InvalidDataException">It is none that a client sends.</exception>
    public async Task<SessionMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
        }
        while (!part.EndOfMessage && length < buffer.Length);

        if (part.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        return part.MessageType == WebSocketMessageType.Binary && part.EndOfMessage
            ? SessionMessage.Read(buffer.AsSpan(0, length).ToArray())
            : throw new InvalidDataException("it is no binary message, or longer than a client sends");
    }

    /// <summary>Sends a message, one at a time.</summary>
    public async Task SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Sends a last message and closes this end, if the client is still there.</summary>
    public async Task CloseAsync(byte[] message, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(message, cancellationToken);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has gone already.
        }
    }

    public void Dispose() => sending.Dispose();
}
