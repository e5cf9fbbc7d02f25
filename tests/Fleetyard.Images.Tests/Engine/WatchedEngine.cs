using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Fleetyard.Images.Tests.Engine;

/// <summary>The engine behind a socket of its own, which sees what is asked, and hides where the engine keeps its images: as containerd's store does.</summary>
internal sealed class WatchedEngine : IAsyncDisposable
{
    private const string Real = "/var/run/docker.sock";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-watched-");
    private readonly Socket listening = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Task serving;

    public WatchedEngine()
    {
        if (!File.Exists(Real))
        {
            Assert.Ignore("needs a Docker engine on this machine (Debian's docker.io)");
        }

        listening.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "docker.sock")));
        listening.Listen();
        serving = ServeAsync();
    }

    public Uri Address => new($"unix://{folder.FullName}/docker.sock");

    /// <summary>The first lines of what was asked.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listening.Dispose();
        await serving;
        ended.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(PassAsync(await listening.AcceptAsync(ended.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(Real));
            await Task.WhenAny(PumpAsync(client, engine, Note), PumpAsync(engine, client, Hide));
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Action<Memory<byte>> look)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(buffer, ended.Token) is > 0 and var count)
            {
                look(buffer.AsMemory(0, count));
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), ended.Token);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One of both ends went away.
        }
    }

    private void Note(Memory<byte> sent)
    {
        var line = Encoding.Latin1.GetString(sent.Span).Split('\r')[0];
        if (line.EndsWith("HTTP/1.1", StringComparison.Ordinal))
        {
            requests.Enqueue(line);
        }
    }

    private static void Hide(Memory<byte> answer)
    {
        // The same length, so that the answer's stays right.
        if (answer.Span.IndexOf("\"GraphDriver\""u8) is >= 0 and var at)
        {
            "\"OtherDriver\""u8.CopyTo(answer.Span[at..]);
        }
    }
}
