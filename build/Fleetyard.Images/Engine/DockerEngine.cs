using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Version = System.Version;

namespace Fleetyard.Images.Engine;

/// <summary>A Docker engine, found as the docker CLI finds it; what it refuses becomes one line.</summary>
/// <param name="endpoint">The engine, or null for the one of DOCKER_HOST, else of the current context, else of this system's default socket.</param>
internal sealed class DockerEngine(Uri? endpoint) : IDisposable
{
    /// <summary>An engine answers in milliseconds; one behind a network in some hundred.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The API of Docker 29, which the client library was written for; Docker 20.10 has 1.41.</summary>
    private static readonly Version Newest = new(1, 52);

    private DockerClient? client;
    private Uri? address;

    /// <summary>Where it is.</summary>
    /// <exception cref="ImageException">Docker's configuration names none.</exception>
    public Uri Address => address ??= endpoint ?? Found();

    /// <summary>Asks for something.</summary>
    /// <param name="what">What is asked for, for the message.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancellationToken">Ends the connecting; the call takes it itself.</param>
    /// <exception cref="ImageException">There is no engine, it went away, or it refused.</exception>
    /// <exception cref="DockerImageNotFoundException">There is no such image.</exception>
    public async Task<T> AskAsync<T>(string what, Func<DockerClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        var connected = client ??= await ConnectAsync(cancellationToken);
        try
        {
            return await ask(connected);
        }
        catch (DockerApiException fault) when (fault is not DockerImageNotFoundException)
        {
            throw new ImageException($"The Docker engine at {Address} could not {what}: {Reason(fault)}.", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"The Docker engine at {Address} went away before it could {what} ({fault.GetBaseException().Message}); start it and try again.", fault);
        }
    }

    public void Dispose() => client?.Dispose();

    private async Task<DockerClient> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // Calls without a version are deprecated, but the question for the version is answered by every engine.
            using var asking = Builder().Build();
            var theirs = Version.Parse((await asking.System.GetVersionAsync(limit.Token)).APIVersion);
            return Builder().WithApiVersion(theirs < Newest ? theirs : Newest).Build();
        }
        catch (Exception fault) when (fault is not ImageException && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"No Docker engine answers at {Address}: {Found(fault)}.", fault);
        }
    }

    // Exports take as long as they take: the caller's token ends them, no timeout.
    private DockerClientBuilder Builder() => new DockerClientBuilder().WithEndpoint(Address).WithTimeout(Timeout.InfiniteTimeSpan);

    private static Uri Found()
    {
        try
        {
            return DockerConfig.Instance.GetEndpoint();
        }
        catch (Exception fault) when (fault is DockerConfigurationException or JsonException or UriFormatException or IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"Docker's configuration names no engine that can be used ({fault.Message.TrimEnd('.')}): mend DOCKER_HOST, DOCKER_CONTEXT or docker's config.json.", fault);
        }
    }

    /// <summary>What was found instead of an answer, and what to do about it.</summary>
    private string Found(Exception fault) => fault.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied; join the group docker or run as root",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "refused, nothing listens there; start it (systemctl start docker)",
        _ when Address.Scheme == "unix" && !File.Exists(Address.LocalPath) => "no such file; install and start docker, or set DOCKER_HOST",
        OperationCanceledException => $"no answer within {Patience.TotalSeconds:0} s; look after the engine, or set DOCKER_HOST",
        SshDockerEndpointNotSupportedException => "ssh is not supported here; set DOCKER_HOST to a socket or tcp address",
        var other => $"{other.Message.TrimEnd('.').ReplaceLineEndings(" ")}; start the engine, or set DOCKER_HOST",
    };

    /// <summary>The engine's own words about what it refused, which come as JSON.</summary>
    private static string Reason(DockerApiException fault)
    {
        try
        {
            using var answer = JsonDocument.Parse(fault.ResponseBody ?? "");
            return answer.RootElement.GetProperty("message").GetString()?.Trim().TrimEnd('.').ReplaceLineEndings("; ") ?? fault.Message;
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return fault.Message.ReplaceLineEndings("; ");
        }
    }
}
