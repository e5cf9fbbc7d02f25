using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Ssh.Sessions;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>Tunnels to one clone of this machine with a real sshd: what breaks them, who may use them, and that none is left.</summary>
[Platform("Linux")]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[Parallelizable(ParallelScope.Self)]
internal sealed class SessionTunnelTests() : OneClone(Sample.Tunnelled())
{
    [TearDown]
    public void Undo() => yard.Wire.Edit("StartSession", answer => answer);

    [Test]
    public async Task A_caller_whose_name_has_an_at_sign_opens_the_channel_of_its_session()
    {
        var jane = (await yard.Clients.Sts.AssumeRoleAsync(new() { RoleArn = "arn:aws:iam::123456789012:role/x", RoleSessionName = "jane@example.com" })).Credentials;
        using var ssm = new AmazonSimpleSystemsManagementClient(jane, new AmazonSimpleSystemsManagementConfig { ServiceURL = yard.Clients.Ssm.Config.ServiceURL, AuthenticationRegion = yard.Recipe.Region });
        var started = await ssm.StartSessionAsync(new StartSessionRequest { Target = run.State.InstanceId, DocumentName = SessionTunnel.Document });
        using var channel = await ChannelRequest.ConnectAsync(yard.Clients with { Credentials = jane }, yard.Recipe.Region, new Uri(started.StreamUrl), DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That((started.SessionId[.."jane@".Length], channel.State), Is.EqualTo(("jane@", WebSocketState.Open)));
        await ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = started.SessionId });
    }

    [Test]
    public async Task A_megabyte_of_any_bytes_arrives_whole_and_comes_back_whole()
    {
        var content = RandomNumberGenerator.GetBytes(1024 * 1024);
        await using (var shell = new RemoteShells(new Waiter(TimeProvider.System), TimeProvider.System).Of(run))
        {
            await shell.SendAsync("/opt/random", content, CancellationToken.None);
        }

        await RunAsync("base64 -w 0 /opt/random", "megabyte");
        Assert.That(SHA256.HashData(Convert.FromBase64String(File.ReadAllText(Path.Combine(run.Folder, "megabyte.script.sh.log")).Trim())), Is.EqualTo(SHA256.HashData(content)));
        await NoSessionIsLeftAsync();
    }

    [Test]
    public async Task A_script_goes_on_when_the_WebSocket_is_cut_under_it()
    {
        using var wire = new CutWire();
        yard.Wire.Edit("StartSession", wire.Led);
        var running = RunAsync("echo begun to be cut; until [ -e /opt/was-cut ]; do sleep 0.1; done; echo once >>/opt/counted; cat /opt/counted", "cut");
        await SaidAsync("begun to be cut");
        wire.Cut();
        await host.RunAsync(run.State.InstanceId!, new InstanceCommand("touch /opt/was-cut", new Dictionary<string, string>()), _ => { }, CancellationToken.None);
        await running;
        Assert.That(File.ReadAllText(Path.Combine(run.Folder, "cut.script.sh.log")), Is.EqualTo("begun to be cut\nonce\n"));
        Assert.That(yard.Log.Said, Does.Contain("connecting again"));
        await NoSessionIsLeftAsync();
    }

    [Test]
    public async Task An_interrupt_and_a_failure_leave_no_session()
    {
        using var interrupt = new CancellationTokenSource();
        var running = RunAsync("echo interrupt the session; sleep 4713", "interrupted", interrupt.Token);
        await SaidAsync("interrupt the session");
        await interrupt.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await RunAsync("exit 3", "failed"), Throws.InstanceOf<FleetException>());
        await NoSessionIsLeftAsync();
    }

    [Test]
    public async Task A_wrong_token_is_refused_told_and_another_session_asked_for()
    {
        var starts = 0;
        yard.Wire.Edit("StartSession", answer => starts++ == 0 ? With(answer, "TokenValue", "d3Jvbmc=") : answer);
        await RunAsync("echo in with the second", "token");
        Assert.That(yard.Log.Said, Does.Contain("does not answer through Session Manager (Session Manager closed the connection: the token opens no session)"));
        Assert.That(starts, Is.EqualTo(2));
        await NoSessionIsLeftAsync();
    }

    [TestCase("ws://203.0.113.7/v1/data-channel/x", "is not encrypted")]
    [TestCase("http://127.0.0.1:9/v1/data-channel/x", "is not encrypted")]
    public async Task A_stream_that_is_not_encrypted_is_not_connected_to(string url, string told)
    {
        yard.Wire.Edit("StartSession", answer => With(answer, "StreamUrl", url));
        Assert.That(async () => await SessionTunnel.OpenAsync(run, run.State.InstanceId!, TimeProvider.System, CancellationToken.None), Throws.InstanceOf<SessionException>().With.Message.Contains(told));
        await NoSessionIsLeftAsync();
    }

    [Test]
    public async Task A_second_connection_to_the_tunnels_port_is_refused()
    {
        await using var tunnel = await SessionTunnel.OpenAsync(run, run.State.InstanceId!, TimeProvider.System, CancellationToken.None);
        using var first = new TcpClient();
        await first.ConnectAsync(IPAddress.Loopback, tunnel.Port);
        var greeting = new byte[8];
        await first.GetStream().ReadExactlyAsync(greeting);
        Assert.That(System.Text.Encoding.ASCII.GetString(greeting), Is.EqualTo("SSH-2.0-"));
        using var second = new TcpClient();
        Assert.That(async () => await second.ConnectAsync(IPAddress.Loopback, tunnel.Port), Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task The_port_is_closed_when_the_session_is_terminated_elsewhere_and_why_is_told()
    {
        await using var tunnel = await SessionTunnel.OpenAsync(run, run.State.InstanceId!, TimeProvider.System, CancellationToken.None);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, tunnel.Port);
        var session = (await ActiveAsync()).Single();
        await yard.Clients.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = session.SessionId });
        using var rest = new StreamReader(client.GetStream());
        await rest.ReadToEndAsync();
        Assert.That(() => tunnel.Broken, Is.EqualTo("Session Manager ended the session").After(5000, 20));
    }

    [Test]
    public async Task A_session_that_a_killed_command_left_is_ended_with_the_runs_other_things()
    {
        var left = await yard.Clients.Ssm.StartSessionAsync(Start(SessionTunnel.ReasonOf(run)));
        var anothers = await yard.Clients.Ssm.StartSessionAsync(Start("someone else's"));
        await LeftSessions.EndAsync(run, CancellationToken.None);
        Assert.That((await ActiveAsync()).Select(session => session.SessionId), Is.EqualTo([anothers.SessionId]));
        Assert.That(left.SessionId, Is.Not.EqualTo(anothers.SessionId));
        await yard.Clients.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = anothers.SessionId });
    }

    private StartSessionRequest Start(string reason) => new() { Target = run.State.InstanceId, DocumentName = SessionTunnel.Document, Reason = reason };

    private async Task<IReadOnlyList<Session>> ActiveAsync() => (await yard.Clients.Ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = "Active" })).Sessions ?? [];

    private async Task NoSessionIsLeftAsync() => Assert.That(await ActiveAsync(), Is.Empty);

    private Task RunAsync(string text, string step, CancellationToken cancellationToken = default) =>
        new ScriptRunner(new RemoteShells(new Waiter(TimeProvider.System), TimeProvider.System)).RunAsync(run, step, [Sample.Script(text)], cancellationToken);

    private async Task SaidAsync(string line)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!yard.Log.Lines.Contains(line))
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    private static string With(string answer, string member, string value)
    {
        var changed = JsonNode.Parse(answer)!;
        changed[member] = value;
        return changed.ToJsonString();
    }

    /// <summary>A wire between the client and Session Manager that can be cut.</summary>
    private sealed class CutWire : IDisposable
    {
        private readonly TcpListener door = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource cut = new();

        /// <summary>The same answer, with a stream that goes over this wire; once it is cut, with its own.</summary>
        public string Led(string answer)
        {
            if (cut.IsCancellationRequested)
            {
                return answer;
            }

            var stream = new Uri((string)JsonNode.Parse(answer)!["StreamUrl"]!);
            door.Start();
            _ = PassAsync(stream.Port);
            return With(answer, "StreamUrl", new UriBuilder(stream) { Port = ((IPEndPoint)door.LocalEndpoint).Port }.Uri.AbsoluteUri);
        }

        public void Cut() => cut.Cancel();

        public void Dispose()
        {
            cut.Dispose();
            door.Dispose();
        }

        private async Task PassAsync(int port)
        {
            using var client = await door.AcceptTcpClientAsync(cut.Token);
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, port, cut.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), cut.Token), server.GetStream().CopyToAsync(client.GetStream(), cut.Token));
            client.Client.LingerState = new LingerOption(true, 0);
        }
    }
}
