using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>A proxy that opens every tunnel it is asked for (<c>CONNECT</c>) to one and the same place.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly Uri place;
    private readonly Task serving;

    public TunnelProxy(Uri place)
    {
        this.place = place;
        listener.Start();
        serving = ServeAsync();
    }

    public string Url => $"http://{listener.LocalEndpoint}";

    /// <summary>The hosts and ports that it was asked for.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        var tunnels = new List<Task>();
        try
        {
            while (true)
            {
                tunnels.Add(DigAsync(await listener.AcceptTcpClientAsync(end.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(tunnels).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DigAsync(TcpClient client)
    {
        using var near = client;
        var stream = near.GetStream();
        var head = await HeadAsync(stream);
        if (head.Split(' ') is not ["CONNECT", var host, ..])
        {
            await stream.WriteAsync("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), end.Token);
            return;
        }

        asked.Enqueue(host);
        using var far = new TcpClient();
        await far.ConnectAsync(place.Host, place.Port, end.Token);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), end.Token);
        await Task.WhenAny(stream.CopyToAsync(far.GetStream(), end.Token), far.GetStream().CopyToAsync(stream, end.Token));
    }

    /// <summary>A request's lines up to the empty one; byte by byte, since what comes after is the tunnel's.</summary>
    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, end.Token) == 1)
        {
            head += (char)one[0];
        }

        return head;
    }
}
