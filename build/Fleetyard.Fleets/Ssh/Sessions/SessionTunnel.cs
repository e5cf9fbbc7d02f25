using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>A port of this machine that one connection is taken at, which a session of Session Manager passes on to the instance's SSH port.</summary>
internal sealed class SessionTunnel : IAsyncDisposable
{
    /// <summary>AWS's own document, whose agent connects to the port on the instance.</summary>
    public const string Document = "AWS-StartSSHSession";

    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(10);

    private readonly FleetRun run;
    private readonly string id;
    private readonly DataChannel channel;
    private readonly TcpListener door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task passing;

    private SessionTunnel(FleetRun run, string id, DataChannel channel)
    {
        (this.run, this.id, this.channel) = (run, id, channel);
        door.Start(backlog: 1);
        Port = ((IPEndPoint)door.LocalEndpoint).Port;
        passing = PassAsync();
    }

    /// <summary>The port of 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Why the session ended by itself, as part of a sentence, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>What a run's sessions carry as their reason, by which they are found again.</summary>
    public static string ReasonOf(FleetRun run) => $"fleetyard {run.State.RunId}";

    /// <summary>Starts a session and connects to it.</summary>
    /// <exception cref="SessionException">It could not be connected to.</exception>
    /// <exception cref="TargetNotConnectedException">The instance's agent is not online.</exception>
    /// <exception cref="FleetException">The account wants its sessions otherwise.</exception>
    public static async Task<SessionTunnel> OpenAsync(FleetRun run, string instance, TimeProvider time, CancellationToken cancellationToken)
    {
        // Takes no cancellation token: an answer that is cut off leaves a session that nobody knows.
        var started = await run.Clients.Ssm.StartSessionAsync(new StartSessionRequest
        {
            Target = instance,
            DocumentName = Document,
            Reason = ReasonOf(run),
            Parameters = new Dictionary<string, List<string>> { ["portNumber"] = [$"{SshTarget.SshPort}"] },
        }, CancellationToken.None).AboutAsync($"session with {instance}");
        try
        {
            var socket = await ChannelRequest.ConnectAsync(run.Clients, run.Recipe.Region, new Uri(started.StreamUrl), time.GetUtcNow(), cancellationToken);
            return new(run, started.SessionId, await DataChannel.OpenAsync(socket, started.TokenValue, time, cancellationToken));
        }
        catch
        {
            await TerminateAsync(run, started.SessionId);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await passing;
        await channel.DisposeAsync();
        await TerminateAsync(run, id);
        over.Dispose();
    }

    /// <summary>Ends a session. Where that fails, it ends with its instance, or by itself when it was idle for 20 minutes.</summary>
    public static async Task TerminateAsync(FleetRun run, string session)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Ending);
            await run.Clients.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = session }, deadline.Token);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            run.Log.Progress($"Session {session} could not be terminated ({AwsErrors.Reason(e)}); it ends with the instance");
        }
    }

    private async Task PassAsync()
    {
        try
        {
            using var client = await door.AcceptTcpClientAsync(over.Token);
            door.Stop();
            client.NoDelay = true;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
            Task[] ways = [InAsync(client.GetStream(), either.Token), OutAsync(client.GetStream(), either.Token)];
            await Task.WhenAny(ways);
            Broken = (ways[1].Exception?.InnerException ?? ways[0].Exception?.InnerException)?.Message;
            await either.CancelAsync();
            await Task.WhenAll(ways).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // Whoever connects hears of it from the connection.
        }
        finally
        {
            door.Dispose();
        }
    }

    private async Task InAsync(NetworkStream client, CancellationToken cancellationToken)
    {
        var bytes = new byte[16 * 1024];
        while (await client.ReadAsync(bytes, cancellationToken) is > 0 and var count)
        {
            await channel.SendAsync(bytes.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task OutAsync(NetworkStream client, CancellationToken cancellationToken)
    {
        await foreach (var bytes in channel.Received.ReadAllAsync(cancellationToken))
        {
            await client.WriteAsync(bytes, cancellationToken);
        }
    }
}
