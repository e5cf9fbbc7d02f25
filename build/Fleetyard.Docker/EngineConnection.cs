using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using Version = System.Version;

namespace Fleetyard.Docker;

/// <summary>A Docker engine, found as the docker CLI finds it; what it refuses becomes one line.</summary>
/// <param name="endpoint">The engine, or null for the one of DOCKER_HOST, else of the current context, else of this system's default socket.</param>
/// <param name="patience">How long it may take to say who it is.</param>
public sealed class EngineConnection(Uri? endpoint, TimeSpan patience) : IDisposable
{
    /// <summary>The API of Docker 29, which the client library was written for; Docker 20.10 has 1.41.</summary>
    private static readonly Version Newest = new(1, 52);

    private DockerClient? client;
    private Uri? address;

    /// <summary>Where it is.</summary>
    /// <exception cref="EngineException">Docker's configuration names none.</exception>
    public Uri Address => address ??= endpoint ?? Found();

    /// <summary>The system that its containers are of, such as <c>linux</c>; null until it is connected.</summary>
    public string? Os { get; private set; }

    /// <summary>Asks for something.</summary>
    /// <param name="what">What is asked for, for the message: it could not do that.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancellationToken">Ends the connecting; the call takes it itself.</param>
    /// <exception cref="EngineException">There is no engine, it went away, or it refused.</exception>
    /// <exception cref="DockerContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerImageNotFoundException">There is no such image.</exception>
    public async Task<T> AskAsync<T>(string what, Func<DockerClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var connected = await ConnectAsync(cancellationToken);
        try
        {
            return await ask(connected);
        }
        catch (DockerApiException fault) when (fault is not (DockerContainerNotFoundException or DockerImageNotFoundException))
        {
            throw new EngineException($"The Docker engine at {Address} could not {what}: {Reason(fault)}.", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new EngineException($"The Docker engine at {Address} went away before it could {what} ({fault.GetBaseException().Message.TrimEnd('.')}); start it and try again.", fault);
        }
    }

    /// <summary>The client, speaking the newest API that both it and the engine know.</summary>
    /// <exception cref="EngineException">There is no engine.</exception>
    public async Task<DockerClient> ConnectAsync(CancellationToken cancellationToken)
    {
        if (client is { } connected)
        {
            return connected;
        }

        var version = await VersionAsync(cancellationToken);
        Os = version.Os;
        var theirs = Version.Parse(version.APIVersion);
        var made = Builder().WithApiVersion(theirs < Newest ? theirs : Newest).Build();
        if (Interlocked.CompareExchange(ref client, made, null) is { } other)
        {
            made.Dispose();
            return other;
        }

        return made;
    }

    /// <summary>The engine's own words about what it refused, which come as JSON; one line without a full stop.</summary>
    public static string Reason(DockerApiException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
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

    /// <inheritdoc/>
    public void Dispose() => client?.Dispose();

    /// <summary>Calls without a version are deprecated, but the question for the version is answered by every engine.</summary>
    private async Task<VersionResponse> VersionAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var asking = Builder().Build();
            return await asking.System.GetVersionAsync(limit.Token);
        }
        catch (Exception fault) when (fault is not EngineException && !cancellationToken.IsCancellationRequested)
        {
            throw new EngineException($"No Docker engine answers at {Address} ({Origin()}): {Found(fault)}.", fault);
        }
    }

    // Exports and commits take as long as they take: the caller's token ends them, no timeout.
    private DockerClientBuilder Builder()
    {
        var builder = new DockerClientBuilder().WithEndpoint(Address).WithTimeout(Timeout.InfiniteTimeSpan);
        return EngineTls.For(Address) is { } tls ? builder.WithAuthProvider(tls) : builder;
    }

    private static Uri Found()
    {
        try
        {
            return DockerConfig.Instance.GetEndpoint();
        }
        catch (Exception fault) when (fault is DockerConfigurationException or JsonException or UriFormatException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"Docker's configuration names no engine that can be used ({fault.Message.TrimEnd('.').ReplaceLineEndings(" ")}); mend DOCKER_HOST, DOCKER_CONTEXT or docker's config.json.", fault);
        }
    }

    private string Origin() =>
        endpoint is not null ? "as asked for"
        : Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } ? "from DOCKER_HOST"
        : Environment.GetEnvironmentVariable("DOCKER_CONTEXT") is { Length: > 0 } context ? $"from DOCKER_CONTEXT={context}"
        : "docker's current context";

    /// <summary>What was found instead of an answer, and what to do about it.</summary>
    private string Found(Exception fault) => fault.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied; join the group docker or run as root",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "refused, no engine listens there; start it (systemctl start docker)",
        _ when Address.Scheme == "unix" && !File.Exists(Address.LocalPath) => "no such file; install and start docker, or set DOCKER_HOST",
        OperationCanceledException => $"no answer within {patience.TotalSeconds:0} s; look after the engine, or set DOCKER_HOST",
        SshDockerEndpointNotSupportedException => "ssh is not supported here; set DOCKER_HOST to a socket or tcp address",
        var other => $"{other.Message.TrimEnd('.').ReplaceLineEndings(" ")}; start the engine, or set DOCKER_HOST",
    };
}
