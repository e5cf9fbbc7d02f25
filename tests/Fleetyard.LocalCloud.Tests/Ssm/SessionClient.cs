using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Fleetyard.LocalCloud.Tests.Ssm;

/// <summary>A client of a session's data channel that puts its messages together byte by byte, so that it can put together wrong ones too.</summary>
/// <remarks>Source of the places: github.com/aws/session-manager-plugin, src/message/clientmessage.go.</remarks>
internal sealed class SessionClient : IDisposable
{
    public const uint Data = 1;
    public const uint HandshakeRequest = 5;
    public const uint HandshakeResponse = 6;
    public const uint HandshakeComplete = 7;
    public const uint Flag = 10;

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[64 * 1024];

    /// <summary>Connects with a request that is signed for a service, or not signed.</summary>
    public async Task ConnectAsync(string url, AWSCredentials? credentials, string service = "ssmmessages")
    {
        if (credentials is not null)
        {
            var (stream, key, now) = (new Uri(url), await credentials.GetCredentialsAsync(), DateTime.UtcNow);
            var date = now.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            var (token, signed) = key.UseToken ? ($"x-amz-security-token:{key.Token}\n", "host;x-amz-date;x-amz-security-token") : ("", "host;x-amz-date");
            var canonical = $"GET\n{string.Join('/', stream.AbsolutePath.Split('/').Select(Uri.EscapeDataString))}\n{Query(stream)}\nhost:{stream.Authority}\nx-amz-date:{date}\n{token}\n{signed}\n{Convert.ToHexStringLower(SHA256.HashData([]))}";
            socket.Options.SetRequestHeader("x-amz-date", date);
            if (key.UseToken)
            {
                socket.Options.SetRequestHeader("x-amz-security-token", key.Token);
            }

            socket.Options.SetRequestHeader("authorization", AWS4Signer.ComputeSignature(key, "us-east-1", now, service, signed, canonical).ForAuthorizationHeader);
        }

        await socket.ConnectAsync(new Uri(url), CancellationToken.None);
    }

    public Task OpenAsync(string token) => SendTextAsync(new JsonObject { ["MessageSchemaVersion"] = "1.0", ["RequestId"] = Guid.NewGuid().ToString(), ["TokenValue"] = token }.ToJsonString());

    /// <summary>Opens the channel and agrees with the agent, so that the port is connected.</summary>
    public async Task AgreeAsync(string token)
    {
        await OpenAsync(token);
        Assert.That(PayloadType(await ReceiveAsync()), Is.EqualTo(HandshakeRequest));
        await AcknowledgeAsync(0);
        await SendAsync(Message("input_stream_data", 0, HandshakeResponse, """{"ClientVersion":"1.2.764.0","ProcessedClientActions":[{"ActionType":"SessionType","ActionStatus":1}]}"""));
        await UntilAsync(message => PayloadType(message) == HandshakeComplete);
        await AcknowledgeAsync(1);
    }

    public async Task SendTextAsync(string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task SendAsync(byte[] bytes) => await socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None);

    public Task AcknowledgeAsync(long sequence) => SendAsync(Message("acknowledge", 0, 0, $$"""{"AcknowledgedMessageType":"output_stream_data","AcknowledgedMessageSequenceNumber":{{sequence}},"IsSequentialMessage":true}"""));

    /// <summary>The next message; null when the channel is closed.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            return part.MessageType == WebSocketMessageType.Close ? null : buffer[..part.Count];
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public async Task<byte[]> UntilAsync(Func<byte[], bool> isMeant)
    {
        while (await ReceiveAsync() is { } message)
        {
            if (isMeant(message))
            {
                return message;
            }
        }

        throw new AssertionException("The channel was closed before.");
    }

    /// <summary>Reads to the end of the channel.</summary>
    public async Task<IReadOnlyList<byte[]>> RestAsync()
    {
        var rest = new List<byte[]>();
        while (await ReceiveAsync() is { } message)
        {
            rest.Add(message);
        }

        return rest;
    }

    public string? WhyClosed => socket.CloseStatusDescription;

    public static byte[] Message(string type, long sequence, uint payloadType, string payload)
    {
        var content = Encoding.UTF8.GetBytes(payload);
        var bytes = new byte[120 + content.Length];
        var header = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32BigEndian(header, 116);
        Encoding.ASCII.GetBytes(type.PadRight(32), header[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[36..], 1);
        BinaryPrimitives.WriteInt64BigEndian(header[40..], DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(header[48..], sequence);
        RandomNumberGenerator.Fill(header[64..80]);
        SHA256.HashData(content, header[80..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[112..], payloadType);
        BinaryPrimitives.WriteUInt32BigEndian(header[116..], (uint)content.Length);
        content.CopyTo(header[120..]);
        return bytes;
    }

    /// <summary>As the plugin's signer has it, Go's net/url with every blank as <c>%20</c>: the parameters by their names, a raw <c>+</c> read as a blank.</summary>
    private static string Query(Uri stream)
    {
        var parameters = System.Web.HttpUtility.ParseQueryString(stream.Query);
        return string.Join('&', parameters.AllKeys.Order(StringComparer.Ordinal).Select(name => $"{Uri.EscapeDataString(name!)}={Uri.EscapeDataString(parameters[name]!)}"));
    }

    public static string Type(byte[] message) => Encoding.ASCII.GetString(message, 4, 32).TrimEnd(' ');

    public static uint PayloadType(byte[]? message) => message is null ? 0 : BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(112));

    public static long Sequence(byte[] message) => BinaryPrimitives.ReadInt64BigEndian(message.AsSpan(48));

    public static string Payload(byte[] message) => Encoding.UTF8.GetString(message, 120, message.Length - 120);

    public void Dispose() => socket.Dispose();
}
