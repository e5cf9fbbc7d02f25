using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Fleetyard.Fleets.Ssh.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests.Ssh.Sessions;

/// <summary>The client's end of a session against an agent that keeps its rules, and one that does not.</summary>
internal sealed class DataChannelTests
{
    [Test]
    public async Task A_channel_is_opened_with_its_token_and_agreed_on_before_a_byte_goes_to_the_port()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        var opening = DataChannel.OpenAsync(agent.Client, "a token", TimeProvider.System, CancellationToken.None);
        var open = JsonNode.Parse(await agent.ReceiveAsync())!;
        Assert.That(((string?)open["MessageSchemaVersion"], (string?)open["TokenValue"]), Is.EqualTo(("1.0", "a token")));
        Assert.That(new[] { "RequestId", "ClientId" }.Select(name => Guid.TryParse((string?)open[name], out _)), Is.All.True);
        await agent.SayAsync(0, PayloadType.HandshakeRequest, ScriptedAgent.Port);
        Assert.That(await agent.AcknowledgedAsync(), Is.Zero);
        var response = await agent.UntilAsync(message => message.Type == MessageTypes.Input);
        Assert.That((response.PayloadType, response.Sequence), Is.EqualTo((PayloadType.HandshakeResponse, 0L)));
        var action = JsonNode.Parse(response.Payload.Span)!["ProcessedClientActions"]![0]!;
        Assert.That(((string?)action["ActionType"], (int?)action["ActionStatus"]), Is.EqualTo(("SessionType", (int?)1)));
        Assert.That(opening.IsCompleted, Is.False);
        await agent.SayAsync(1, PayloadType.HandshakeComplete, "{}");
        await using var channel = await opening;
        await channel.SendAsync("to the port"u8.ToArray(), CancellationToken.None);
        var data = await agent.UntilAsync(message => message.PayloadType == PayloadType.Data);
        Assert.That((data.Sequence, Encoding.UTF8.GetString(data.Payload.Span)), Is.EqualTo((1L, "to the port")));
    }

    [Test]
    public async Task Messages_out_of_order_and_twice_come_out_in_order_and_once()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        foreach (var sequence in new[] { 4, 3, 3, 2, 2, 6, 5, 4 })
        {
            await agent.SayAsync(sequence, PayloadType.Data, $"{sequence}");
        }

        Assert.That(await ReadAsync(channel, 5), Is.EqualTo("23456"));
        Assert.That(channel.Received.TryRead(out _), Is.False);
    }

    [Test]
    public async Task What_is_not_acknowledged_is_sent_again_as_it_was_and_what_is_acknowledged_is_not()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        await channel.SendAsync("once more"u8.ToArray(), CancellationToken.None);
        var first = await agent.UntilAsync(message => message.PayloadType == PayloadType.Data);
        var again = await agent.UntilAsync(message => message.PayloadType == PayloadType.Data);
        Assert.That((again.Sequence, again.Id, Encoding.UTF8.GetString(again.Payload.Span)), Is.EqualTo((first.Sequence, first.Id, "once more")));
        await agent.AcknowledgeAsync(first.Sequence);
        await channel.SendAsync("next"u8.ToArray(), CancellationToken.None);
        var next = await agent.UntilAsync(message => message.PayloadType == PayloadType.Data && message.Sequence != first.Sequence);
        Assert.That((await agent.UntilAsync(message => message.PayloadType == PayloadType.Data)).Sequence, Is.EqualTo(next.Sequence));
    }

    [Test]
    public async Task No_more_than_a_window_is_under_way_at_once()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        var sending = channel.SendAsync(new byte[(OutgoingStream.Window + 1) * 1024], CancellationToken.None);
        for (var sequence = 1; sequence <= OutgoingStream.Window; sequence++)
        {
            var expected = sequence;
            Assert.That((await agent.UntilAsync(message => message.Sequence == expected)).Payload.Length, Is.EqualTo(1024));
        }

        Assert.That(sending.IsCompleted, Is.False);
        await agent.AcknowledgeAsync(1);
        await sending;
    }

    [Test]
    public async Task A_paused_channel_keeps_what_is_to_be_sent_until_the_other_end_is_back()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        await agent.SendAsync(ScriptedAgent.Message(MessageTypes.Pause, 0, PayloadType.None, ""));
        await agent.SayAsync(2, PayloadType.Data, "x");
        await ReadAsync(channel, 1);
        await channel.SendAsync("kept"u8.ToArray(), CancellationToken.None);
        await agent.SayAsync(3, PayloadType.Data, "y");
        var heard = SessionMessage.Read(await agent.ReceiveAsync());
        while (heard.Type == MessageTypes.Acknowledge && (long)JsonNode.Parse(heard.Payload.Span)!["AcknowledgedMessageSequenceNumber"]! < 3)
        {
            heard = SessionMessage.Read(await agent.ReceiveAsync());
        }

        Assert.That(heard.Type, Is.EqualTo(MessageTypes.Acknowledge), "nothing else is said");
        await agent.SendAsync(ScriptedAgent.Message(MessageTypes.Start, 0, PayloadType.None, ""));
        Assert.That(Encoding.UTF8.GetString((await agent.UntilAsync(message => message.PayloadType == PayloadType.Data)).Payload.Span), Is.EqualTo("kept"));
    }

    [Test]
    public async Task Encryption_that_the_account_asks_for_is_refused_to_the_agent_and_told_in_one_line()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        var opening = DataChannel.OpenAsync(agent.Client, "a token", TimeProvider.System, CancellationToken.None);
        await agent.ReceiveAsync();
        var request = JsonNode.Parse(ScriptedAgent.Port)!;
        request["RequestedClientActions"]!.AsArray().Add(JsonNode.Parse("""{"ActionType":"KMSEncryption","ActionParameters":{"KMSKeyId":"arn:aws:kms:us-west-2:111122223333:key/0a"}}"""));
        await agent.SayAsync(0, PayloadType.HandshakeRequest, request.ToJsonString());
        var response = JsonNode.Parse((await agent.UntilAsync(message => message.PayloadType == PayloadType.HandshakeResponse)).Payload.Span)!;
        Assert.That(response["ProcessedClientActions"]!.AsArray().Select(action => (int?)action!["ActionStatus"]), Is.EqualTo(new int?[] { 1, 2 }));
        Assert.That(async () => await opening, Throws.InstanceOf<FleetException>().With.Message.Contains("KMS key arn:aws:kms:us-west-2:111122223333:key/0a").And.Message.Contains("Session Manager preferences").And.Message.Not.Contains("\n"));
    }

    [TestCase("Standard_Stream", "a session of the type 'Standard_Stream'")]
    [TestCase(null, "a session of the type ''")]
    public async Task Another_kind_of_session_is_refused(string? type, string told)
    {
        await using var agent = await ScriptedAgent.StartAsync();
        var opening = DataChannel.OpenAsync(agent.Client, "a token", TimeProvider.System, CancellationToken.None);
        await agent.ReceiveAsync();
        await agent.SayAsync(0, PayloadType.HandshakeRequest, ScriptedAgent.Port.Replace("\"SessionType\":\"Port\"", type is null ? "\"x\":0" : $"\"SessionType\":\"{type}\"", StringComparison.Ordinal));
        Assert.That(async () => await opening, Throws.InstanceOf<FleetException>().With.Message.Contains(told));
    }

    [Test]
    public async Task Why_Session_Manager_ended_the_session_is_told()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        await agent.SendAsync(ScriptedAgent.Message(MessageTypes.Closed, 0, PayloadType.None, """{"SessionId":"local-1","Output":"Unable to connect to\nspecified port"}"""));
        Assert.That(async () => await ReadAsync(channel, 1), Throws.InstanceOf<SessionException>().With.Message.EqualTo("Session Manager ended the session: Unable to connect to specified port"));
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        var sound = ScriptedAgent.Message(MessageTypes.Output, 2, PayloadType.Data, "sound");
        var spoilt = sound.ToArray();
        spoilt[^1] ^= 1;
        yield return new TestCaseData(spoilt, WebSocketMessageType.Binary, "another SHA-256").SetArgDisplayNames("another digest");
        yield return new TestCaseData(sound[..119], WebSocketMessageType.Binary, "no header").SetArgDisplayNames("cut");
        yield return new TestCaseData(Array.Empty<byte>(), WebSocketMessageType.Binary, "no header").SetArgDisplayNames("empty");
        yield return new TestCaseData(new byte[SessionMessage.MostBytes + 1], WebSocketMessageType.Binary, "longer than 32768 bytes").SetArgDisplayNames("too long");
        yield return new TestCaseData("""{"message":"Internal server error"}"""u8.ToArray(), WebSocketMessageType.Text, "is text").SetArgDisplayNames("text");
        yield return new TestCaseData(ScriptedAgent.Message(MessageTypes.Acknowledge, 0, PayloadType.None, "[not JSON"), WebSocketMessageType.Binary, "acknowledge cannot be read").SetArgDisplayNames("no JSON");
        yield return new TestCaseData(ScriptedAgent.Message(MessageTypes.Output, 2, PayloadType.Flag, "\0\0\0\u0003"), WebSocketMessageType.Binary, "cannot connect to the port").SetArgDisplayNames("cannot connect");
    }

    [TestCaseSource(nameof(Hostile))]
    public async Task What_is_no_message_ends_the_session_and_nothing_of_it_reaches_the_port(byte[] bytes, WebSocketMessageType type, string told)
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        await agent.SendAsync(bytes, type);
        Assert.That(async () => await ReadAsync(channel, 1), Throws.InstanceOf<SessionException>().With.Message.Contains(told));
    }

    [Test]
    public async Task Messages_far_ahead_are_neither_kept_nor_acknowledged()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        await agent.SayAsync(2 + IncomingStream.Window, PayloadType.Data, "too far");
        await agent.SayAsync(long.MaxValue, PayloadType.Data, "far too far");
        await agent.SayAsync(-5, PayloadType.Data, "long ago");
        await agent.SayAsync(2, PayloadType.Data, "x");
        Assert.That(await ReadAsync(channel, 1), Is.EqualTo("x"));
        List<long> acknowledged = [];
        while (acknowledged.LastOrDefault() != 2)
        {
            acknowledged.Add(await agent.AcknowledgedAsync());
        }

        Assert.That(acknowledged, Does.Not.Contain(2 + IncomingStream.Window).And.Not.Contain(long.MaxValue));
    }

    [Test]
    public async Task Acknowledgements_of_what_was_never_sent_are_passed_over()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        foreach (var sequence in new[] { long.MaxValue, -1, 7, 7, 7 })
        {
            await agent.AcknowledgeAsync(sequence);
        }

        await agent.SayAsync(2, PayloadType.Data, "goes on");
        Assert.That(await ReadAsync(channel, 7), Is.EqualTo("goes on"));
    }

    [Test]
    public async Task An_agent_that_does_not_agree_is_not_waited_for_longer_than_half_a_minute()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        var clock = new FakeTimeProvider();
        var opening = DataChannel.OpenAsync(agent.Client, "a token", clock, CancellationToken.None);
        await agent.ReceiveAsync();
        while (!opening.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10);
        }

        Assert.That(async () => await opening, Throws.InstanceOf<SessionException>().With.Message.Contains("did not agree within 30 seconds"));
    }

    [Test]
    public async Task A_connection_that_is_gone_is_told()
    {
        await using var agent = await ScriptedAgent.StartAsync();
        await using var channel = await agent.AgreedAsync();
        agent.Drop();
        Assert.That(async () => await ReadAsync(channel, 1), Throws.InstanceOf<SessionException>());
    }

    private static async Task<string> ReadAsync(DataChannel channel, int length)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var text = "";
        while (text.Length < length)
        {
            await channel.Received.WaitToReadAsync(deadline.Token);
            while (channel.Received.TryRead(out var bytes))
            {
                text += Encoding.UTF8.GetString(bytes.Span);
            }
        }

        return text;
    }
}
