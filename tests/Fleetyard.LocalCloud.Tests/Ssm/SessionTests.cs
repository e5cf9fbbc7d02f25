using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.LocalCloud.Iam;

namespace Fleetyard.LocalCloud.Tests.Ssm;

/// <summary>Sessions as Session Manager has them, and the data channel that leads to an instance's port.</summary>
internal sealed class SessionTests
{
    private const string Document = "AWS-StartSSHSession";

    [Test]
    public async Task A_session_carries_bytes_to_a_port_of_the_instance_and_back()
    {
        await using var world = await World.StartAsync();
        using var client = await world.ConnectedAsync();
        await client.SendAsync(SessionClient.Message("input_stream_data", 2, SessionClient.Data, "world"));
        await client.SendAsync(SessionClient.Message("input_stream_data", 1, SessionClient.Data, "hello "));
        await client.SendAsync(SessionClient.Message("input_stream_data", 1, SessionClient.Data, "hello "));
        var echo = "";
        while (echo.Length < 11)
        {
            var message = await client.UntilAsync(message => SessionClient.PayloadType(message) == SessionClient.Data);
            echo += SessionClient.Payload(message);
            await client.AcknowledgeAsync(SessionClient.Sequence(message));
        }

        Assert.That(echo, Is.EqualTo("hello world"), "out of order and twice, and in order and once all the same");
        Assert.That((await world.SessionsAsync("Active")).Single().Status.Value, Is.EqualTo("Connected"));
    }

    [Test]
    public async Task The_agents_first_message_is_put_together_as_the_agent_does_it()
    {
        await using var world = await World.StartAsync();
        var started = await world.StartSessionAsync();
        using var client = new SessionClient();
        await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
        await client.OpenAsync(started.TokenValue);
        var message = (await client.ReceiveAsync())!;
        Assert.That(Convert.ToHexStringLower(message.AsSpan(0, 40)), Is.EqualTo("00000074" + Convert.ToHexStringLower("output_stream_data              "u8) + "00000001"));
        Assert.That(Convert.ToHexStringLower(message.AsSpan(48, 16)), Is.EqualTo("0000000000000000" + "0000000000000001"), "sequence 0, which begins the stream");
        Assert.That(message[72 + 6] >> 4, Is.EqualTo(4), "a random UUID, whose more significant half comes second");
        Assert.That(message[80..112], Is.EqualTo(SHA256.HashData(message.AsSpan(120))));
        var action = JsonNode.Parse(SessionClient.Payload(message))!["RequestedClientActions"]![0]!;
        Assert.That(((string?)action["ActionType"], (string?)action["ActionParameters"]!["SessionType"], (string?)action["ActionParameters"]!["Properties"]!["portNumber"]), Is.EqualTo(("SessionType", "Port", $"{world.Port}")));
    }

    [Test]
    public async Task What_the_client_does_not_acknowledge_comes_again()
    {
        await using var world = await World.StartAsync();
        using var client = await world.ConnectedAsync();
        await client.SendAsync(SessionClient.Message("input_stream_data", 1, SessionClient.Data, "x"));
        var first = await client.UntilAsync(message => SessionClient.PayloadType(message) == SessionClient.Data);
        var again = await client.UntilAsync(message => SessionClient.PayloadType(message) == SessionClient.Data);
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public async Task A_token_opens_its_session_once_and_no_other()
    {
        await using var world = await World.StartAsync();
        var (mine, others) = (await world.StartSessionAsync(), await world.StartSessionAsync());
        using var client = new SessionClient();
        await client.ConnectAsync(mine.StreamUrl, world.Server.OwnKey);
        await client.AgreeAsync(mine.TokenValue);
        foreach (var (url, token) in new[] { (mine.StreamUrl, mine.TokenValue), (others.StreamUrl, mine.TokenValue), (others.StreamUrl, ""), (others.StreamUrl, "x") })
        {
            using var second = new SessionClient();
            await second.ConnectAsync(url, world.Server.OwnKey);
            await second.OpenAsync(token);
            Assert.That(await second.RestAsync(), Is.Empty);
            Assert.That(second.WhyClosed, Is.EqualTo("the token opens no session"));
        }

        await client.SendAsync(SessionClient.Message("input_stream_data", 1, SessionClient.Data, "still there"));
        Assert.That(SessionClient.Payload(await client.UntilAsync(message => SessionClient.PayloadType(message) == SessionClient.Data)), Is.EqualTo("still there"));
    }

    [TestCase("not JSON")]
    [TestCase("[]")]
    [TestCase("""{"MessageSchemaVersion":"2.0"}""")]
    [TestCase("""{"MessageSchemaVersion":1,"TokenValue":[]}""")]
    public async Task A_first_message_that_opens_nothing_ends_the_connection(string text)
    {
        await using var world = await World.StartAsync();
        var started = await world.StartSessionAsync();
        using var client = new SessionClient();
        await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
        await client.SendTextAsync(text);
        Assert.That(await client.RestAsync(), Is.Empty);
    }

    [TestCase(119, TestName = "A_payload_of_another_length_ends_the_session")]
    [TestCase(80, TestName = "A_corrupt_digest_ends_the_session")]
    [TestCase(0, TestName = "A_header_of_another_length_ends_the_session")]
    public async Task A_message_that_is_not_sound_ends_the_session(int at)
    {
        await using var world = await World.StartAsync();
        using var client = await world.ConnectedAsync();
        var message = SessionClient.Message("input_stream_data", 1, SessionClient.Data, "never");
        message[at] ^= 1;
        await client.SendAsync(message);
        Assert.That((await client.RestAsync()).Select(SessionClient.PayloadType), Has.None.EqualTo(SessionClient.Data));
        await Server.UntilAsync(async () => (await world.SessionsAsync("Active")).Count == 0);
    }

    [Test]
    public async Task A_terminated_session_tells_the_client_and_opens_no_more()
    {
        await using var world = await World.StartAsync();
        var started = await world.StartSessionAsync();
        using var client = new SessionClient();
        await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
        await client.AgreeAsync(started.TokenValue);
        Assert.That((await world.Server.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = started.SessionId })).SessionId, Is.EqualTo(started.SessionId));
        Assert.That(SessionClient.Type((await client.RestAsync())[^1]), Is.EqualTo("channel_closed"));
        Assert.That((await world.SessionsAsync("History")).Select(session => (session.SessionId, session.Status.Value, session.Reason)), Is.EqualTo(new[] { (started.SessionId, "Terminated", "a test") }));
        using var second = new SessionClient();
        Assert.That(async () => await second.ConnectAsync(started.StreamUrl, world.Server.OwnKey), Throws.InstanceOf<WebSocketException>().With.Message.Contains("404"));
    }

    [Test]
    public async Task The_flag_of_a_client_that_leaves_ends_the_session()
    {
        await using var world = await World.StartAsync();
        using var client = await world.ConnectedAsync();
        await client.SendAsync(SessionClient.Message("input_stream_data", 1, SessionClient.Flag, "\0\0\0\u0002"));
        await Server.UntilAsync(async () => (await world.SessionsAsync("Active")).Count == 0);
    }

    [Test]
    public async Task A_client_that_goes_without_a_word_leaves_its_session_which_is_to_be_terminated()
    {
        await using var world = await World.StartAsync();
        using (await world.ConnectedAsync())
        {
        }

        await Server.UntilAsync(async () => (await world.SessionsAsync("Active")).SingleOrDefault()?.Status.Value == "Disconnected");
        await world.Server.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = (await world.SessionsAsync("Active")).Single().SessionId });
        Assert.That(await world.SessionsAsync("Active"), Is.Empty);
    }

    [Test]
    public async Task A_port_that_nobody_listens_at_is_told_as_the_agent_tells_it()
    {
        await using var world = await World.StartAsync();
        var started = await world.StartSessionAsync(port: "1");
        using var client = new SessionClient();
        await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
        await client.AgreeAsync(started.TokenValue);
        Assert.That((string?)JsonNode.Parse(SessionClient.Payload((await client.RestAsync())[^1]))!["Output"], Does.StartWith("Unable to connect to specified port"));
    }

    [Test]
    public async Task A_channel_whose_request_is_not_signed_for_it_is_not_opened()
    {
        await using var world = await World.StartAsync();
        var started = await world.StartSessionAsync();
        foreach (var (key, service) in new (AWSCredentials?, string)[] { (null, ""), (world.Server.OwnKey, "ssm"), (new BasicAWSCredentials("AKIAOTHER", "x"), "ssmmessages") })
        {
            using var client = new SessionClient();
            Assert.That(async () => await client.ConnectAsync(started.StreamUrl, key, service), Throws.InstanceOf<WebSocketException>().With.Message.Contains("403"));
        }
    }

    [Test]
    public async Task What_StartSession_refuses_is_said_as_AWS_says_it()
    {
        await using var world = await World.StartAsync();
        var online = world.Instance;
        await RefusedAsync("TargetNotConnected", new() { Target = "i-0123456789abcdef0", DocumentName = Document });
        await RefusedAsync("InvalidDocument", new() { Target = online, DocumentName = "AWS-StartPortForwardingSession" });
        await RefusedAsync("InvalidDocument", new() { Target = online });
        await RefusedAsync("ValidationException", new() { Target = online, DocumentName = Document, Parameters = new() { ["portNumber"] = ["0"] } });
        await RefusedAsync("ValidationException", new() { Target = online, DocumentName = Document, Parameters = new() { ["portNumber"] = ["22", "23"] } });
        await RefusedAsync("ValidationException", new() { Target = online, DocumentName = Document, Parameters = new() { ["host"] = ["db"] } });
        await world.Server.Ec2.StopInstancesAsync(new() { InstanceIds = [online] });
        await RefusedAsync("TargetNotConnected", new() { Target = online, DocumentName = Document });
        await Server.RefusedAsync("DoesNotExistException", () => world.Server.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = "local-0123456789abcdef0" }));
        Assert.That(await world.SessionsAsync("Active"), Is.Empty);

        Task RefusedAsync(string code, StartSessionRequest request) => Server.RefusedAsync(code, () => world.Server.Ssm.StartSessionAsync(request));
    }

    [Test]
    public async Task An_instance_without_a_profile_has_no_session()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        request.IamInstanceProfile = null;
        var id = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        await Server.RefusedAsync("TargetNotConnected", () => server.Ssm.StartSessionAsync(new StartSessionRequest { Target = id, DocumentName = Document }));
    }

    [Test]
    public async Task A_handshake_that_agrees_on_nothing_closes_the_channel()
    {
        await using var world = await World.StartAsync();
        var started = await world.StartSessionAsync();
        using var client = new SessionClient();
        await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
        await client.OpenAsync(started.TokenValue);
        await client.ReceiveAsync();
        await client.AcknowledgeAsync(0);
        await client.SendAsync(SessionClient.Message("input_stream_data", 0, SessionClient.HandshakeResponse, """{"ProcessedClientActions":[null]}"""));
        Assert.That(SessionClient.Type((await client.RestAsync())[^1]), Is.EqualTo("channel_closed"));
        await Server.UntilAsync(async () => (await world.SessionsAsync("Active")).Count == 0);
    }

    [Test]
    public async Task A_data_channel_of_no_session_is_not_found()
    {
        await using var world = await World.StartAsync();
        foreach (var path in new[] { "v1/data-channel", "v1/data-channel/", "v1/data-channel/none" })
        {
            using var client = new SessionClient();
            Assert.That(async () => await client.ConnectAsync($"ws://{world.Server.Endpoint.Authority}/{path}", world.Server.OwnKey), Throws.InstanceOf<WebSocketException>().With.Message.Contains("404"), path);
        }
    }

    [Test]
    public async Task A_session_that_the_agent_may_not_take_is_ended()
    {
        const string policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"ssmmessages:OpenDataChannel","Resource":"*"}]}""";
        await using var world = await World.StartAsync(options => options with { RolePolicies = new Dictionary<string, IdentityPolicy> { ["arn:aws:iam::000000000000:role/ssm"] = IdentityPolicy.Parse("a test's", policy) } });
        var started = await world.StartSessionAsync();
        using var client = new SessionClient();
        await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
        await client.OpenAsync(started.TokenValue);
        Assert.That(await client.RestAsync(), Is.Empty);
        Assert.That(client.WhyClosed, Does.Contain("lets its agent open no data channel"));
        await Server.UntilAsync(async () => (await world.SessionsAsync("Active")).Count == 0);
    }

    [TestCase("${aws:username}", true)]
    [TestCase("${aws:userid}", false)]
    [TestCase("${aws:PrincipalTag/team}", false)]
    [TestCase("somebody", false)]
    public async Task A_policy_lets_callers_at_their_own_sessions(string owner, bool allowed)
    {
        const string policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:*","iam:PassRole","ssm:StartSession","ssm:Describe*"],"Resource":"*"},{"Effect":"Allow","Action":["ssm:TerminateSession","ssmmessages:OpenDataChannel"],"Resource":"arn:aws:ssm:us-east-1:000000000000:session/OWNER-*"}]}""";
        await using var world = await World.StartAsync(options => options with { Policy = IdentityPolicy.Parse("a test's", policy.Replace("OWNER", owner, StringComparison.Ordinal)) });
        var started = await world.StartSessionAsync();
        using var client = new SessionClient();
        if (allowed)
        {
            await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey);
            await world.Server.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = started.SessionId });
            return;
        }

        Assert.That(async () => await client.ConnectAsync(started.StreamUrl, world.Server.OwnKey), Throws.InstanceOf<WebSocketException>().With.Message.Contains("403"));
        await Server.RefusedAsync("AccessDeniedException", () => world.Server.Ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = started.SessionId }));
    }

    /// <summary>A LocalCloud with an instance whose agent is online, and a port there that gives back what it gets.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly TcpListener echo = new(IPAddress.Loopback, 0);
        private readonly FaultyHost host = new() { Address = "127.0.0.1" };

        public Server Server { get; private set; } = null!;

        public string Instance { get; private set; } = "";

        public int Port => ((IPEndPoint)echo.LocalEndpoint).Port;

        public static async Task<World> StartAsync(Func<LocalCloudOptions, LocalCloudOptions>? with = null)
        {
            var world = new World();
            world.echo.Start();
            _ = world.EchoAsync();
            world.Server = await Server.StartAsync(world.host, with: with);
            world.Instance = await world.Server.OnlineAsync();
            return world;
        }

        public Task<StartSessionResponse> StartSessionAsync(string? port = null) =>
            Server.Ssm.StartSessionAsync(new StartSessionRequest { Target = Instance, DocumentName = Document, Reason = "a test", Parameters = new() { ["portNumber"] = [port ?? $"{Port}"] } });

        public async Task<SessionClient> ConnectedAsync()
        {
            var started = await StartSessionAsync();
            var client = new SessionClient();
            await client.ConnectAsync(started.StreamUrl, Server.OwnKey);
            await client.AgreeAsync(started.TokenValue);
            return client;
        }

        public async Task<List<Session>> SessionsAsync(string state) => (await Server.Ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = state, Filters = [new() { Key = "Target", Value = Instance }] })).Sessions ?? [];

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await host.DisposeAsync();
            echo.Dispose();
        }

        private async Task EchoAsync()
        {
            while (true)
            {
                var client = await echo.AcceptTcpClientAsync();
                _ = client.GetStream().CopyToAsync(client.GetStream());
            }
        }
    }
}
