using System.Net.WebSockets;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal.Auth;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>Connects to the address of a session's data channel, with a request that is signed for Session Manager.</summary>
/// <remarks>
/// Source: github.com/aws/session-manager-plugin, src/communicator/websocketchannel.go. Since 1.2.764.0 the plugin signs; AWS supports no older one.
/// The caller needs ssmmessages:OpenDataChannel for it.
/// </remarks>
internal static class ChannelRequest
{
    private const string Service = "ssmmessages";

    /// <summary>The SHA-256 of a request without a body.</summary>
    private const string NoBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <exception cref="SessionException">It was not reached, or refuses the request.</exception>
    public static async Task<WebSocket> ConnectAsync(CloudClients clients, string region, Uri stream, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stream.Scheme != "wss" && !(stream.Scheme == "ws" && stream.IsLoopback))
        {
            throw new SessionException($"the data channel at {stream.GetLeftPart(UriPartial.Authority)} is not encrypted");
        }

        var socket = new ClientWebSocket();
        try
        {
            if (stream.IsLoopback)
            {
                // No proxy reaches this machine's own loopback address.
                socket.Options.Proxy = null;
            }

            foreach (var (name, value) in await HeadersAsync(clients, region, stream, now, cancellationToken))
            {
                socket.Options.SetRequestHeader(name, value);
            }

            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(Deadline);
            await socket.ConnectAsync(stream, deadline.Token);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e is WebSocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                ? new SessionException($"the data channel at {stream.GetLeftPart(UriPartial.Authority)} is not opened ({e.Message.TrimEnd('.')})", e)
                : e;
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> HeadersAsync(CloudClients clients, string region, Uri stream, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stream.Query.Contains("X-Amz-Signature=", StringComparison.Ordinal))
        {
            return new Dictionary<string, string>();
        }

        var key = await (await CredentialsAsync(clients, cancellationToken)).GetCredentialsAsync();
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = stream.Authority,
            ["x-amz-date"] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (key.UseToken)
        {
            headers["x-amz-security-token"] = key.Token;
        }

        var names = string.Join(';', headers.Keys);
        var canonical = $"GET\n{Escaped(stream)}\n{Canonical(stream.Query)}\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{NoBody}";
        var signature = AWS4Signer.ComputeSignature(key, region, now.UtcDateTime, Service, names, canonical);
        headers.Remove("host");
        headers["authorization"] = signature.ForAuthorizationHeader;
        return headers;
    }

    private static async Task<AWSCredentials> CredentialsAsync(CloudClients clients, CancellationToken cancellationToken)
    {
        if (clients.Credentials is { } given)
        {
            return given;
        }

        using var chain = new DefaultAWSCredentialsIdentityResolver();
        return await chain.ResolveIdentityAsync(clients.Ssm.Config, cancellationToken);
    }

    /// <summary>The path as it is sent, escaped once more, as every service but S3 wants it: a session's id may have an @ of its caller's name.</summary>
    private static string Escaped(Uri stream) => string.Join('/', stream.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The parameters in order, each name and value escaped anew: in a query a <c>+</c> is a blank.</summary>
    private static string Canonical(string query) => string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(parameter => parameter.Split('=', 2)).Select(parameter => $"{Escaped(parameter[0])}={Escaped(parameter.Length > 1 ? parameter[1] : "")}").Order(StringComparer.Ordinal));

    private static string Escaped(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text.Replace('+', ' ')));
}
