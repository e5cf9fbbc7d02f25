using System.Net.WebSockets;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>A WebSocket that gives and takes whole messages, one at a time.</summary>
internal sealed class MessageSocket(WebSocket socket) : IAsyncDisposable
{
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim sending = new(1);
    private readonly byte[] buffer = new byte[SessionMessage.MostBytes];

    /// <summary>Sends one message after the other.</summary>
    /// <exception cref="SessionException">The connection broke.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(message, type, endOfMessage: true, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw Broken(e);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next message.</summary>
    /// <exception cref="SessionException">There is none any more, or it is not binary, or too long.</exception>
    public async Task<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            var part = await PartAsync(length, cancellationToken);
            length += part.Count;
            switch (part.MessageType)
            {
                case WebSocketMessageType.Close:
                    throw new SessionException(socket.CloseStatusDescription is { Length: > 0 } reason ? $"Session Manager closed the connection: {reason}" : "Session Manager closed the connection");
                case WebSocketMessageType.Text:
                    throw new SessionException("a message is text, and no message of a session's streams is");
            }

            if (part.EndOfMessage)
            {
                return buffer.AsSpan(0, length).ToArray();
            }

            if (length == buffer.Length)
            {
                throw new SessionException($"a message is longer than {buffer.Length} bytes");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(Closing);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException or ObjectDisposedException or IOException)
        {
            // It is closed already, or nobody is there to hear of it.
        }

        socket.Dispose();
        sending.Dispose();
    }

    private async Task<ValueWebSocketReceiveResult> PartAsync(int at, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer.AsMemory(at), cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw Broken(e);
        }
    }

    private static SessionException Broken(Exception e) => new($"the connection to Session Manager broke ({e.Message.TrimEnd('.')})", e);
}
