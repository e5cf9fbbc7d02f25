using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using Version = System.Version;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>The Docker engine, found as the docker CLI finds it; what it refuses becomes one line.</summary>
/// <param name="endpoint">The engine, or null for the one of DOCKER_HOST, else of the current context, else of this system's default socket.</param>
internal sealed class DockerEngine(Uri? endpoint) : IDisposable
{
    /// <summary>An engine on this machine answers in milliseconds; one that does not must not hold up the choice of another kind.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The API of Docker 29, which the client library was written for; Docker 20.10 has 1.41.</summary>
    private static readonly Version Newest = new(1, 52);

    private DockerClient? client;

    /// <summary>Where the engine is, for people.</summary>
    public string Address => endpoint?.ToString() ?? Found().ToString();

    /// <summary>Asks the engine for something.</summary>
    /// <param name="what">What is asked for, for the message.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancellationToken">Ends the connecting; the call takes it itself.</param>
    /// <exception cref="InstanceHostException">There is no engine, it went away, or it refused.</exception>
    /// <exception cref="DockerContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerImageNotFoundException">There is no such image.</exception>
    public async Task<T> AskAsync<T>(string what, Func<DockerClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        var connected = await ConnectAsync(cancellationToken);
        try
        {
            return await ask(connected);
        }
        catch (DockerApiException fault) when (fault is not (DockerContainerNotFoundException or DockerImageNotFoundException))
        {
            throw new InstanceHostException($"Docker could not {what}: {Reason(fault)}", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or TimeoutException)
        {
            throw new InstanceHostException($"Docker could not {what}: the engine at {Address} went away ({fault.GetBaseException().Message}); start it and run the command again.", fault);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(string what, Func<DockerClient, Task> ask, CancellationToken cancellationToken) => AskAsync(
        what,
        async connected =>
        {
            await ask(connected);
            return true;
        },
        cancellationToken);

    /// <summary>The client, speaking the newest API that both it and the engine know.</summary>
    /// <remarks>Calls without a version are deprecated, but the question for the version is answered by every engine.</remarks>
    public async Task<DockerClient> ConnectAsync(CancellationToken cancellationToken)
    {
        if (client is { } connected)
        {
            return connected;
        }

        var at = endpoint ?? Found();
        var version = await VersionAsync(at, cancellationToken);
        if (version.Os != "linux")
        {
            throw new InstanceHostException($"docker instances need an engine that runs Linux containers; the one at {at} runs {version.Os}'s. Switch it, or use --instances=simulated.");
        }

        var theirs = Version.Parse(version.APIVersion);
        var made = Builder(at).WithApiVersion(theirs < Newest ? theirs : Newest).Build();
        if (Interlocked.CompareExchange(ref client, made, null) is { } other)
        {
            made.Dispose();
            return other;
        }

        return made;
    }

    /// <summary>The engine's own words about what it refused, which come as JSON.</summary>
    public static string Reason(DockerApiException fault)
    {
        try
        {
            return JsonDocument.Parse(fault.ResponseBody ?? "").RootElement.GetProperty("message").GetString()?.Trim().ReplaceLineEndings("; ") ?? fault.Message;
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return fault.Message.ReplaceLineEndings("; ");
        }
    }

    public void Dispose() => client?.Dispose();

    private static async Task<VersionResponse> VersionAsync(Uri at, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var asking = Builder(at).Build();
            return await asking.System.GetVersionAsync(limit.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InstanceHostException($"docker instances need a Docker engine; {at} ({Origin(at)}): {Found(at, fault)}; or use --instances=overlay.", fault);
        }
    }

    // Uploads and commits take as long as they take: the caller's token ends them, no timeout.
    private static DockerClientBuilder Builder(Uri at) => new DockerClientBuilder().WithEndpoint(at).WithTimeout(Timeout.InfiniteTimeSpan);

    private static Uri Found()
    {
        try
        {
            return DockerConfig.Instance.GetEndpoint();
        }
        catch (Exception fault) when (fault is DockerConfigurationException or JsonException or UriFormatException or IOException or UnauthorizedAccessException)
        {
            throw new InstanceHostException($"docker instances need a Docker engine; docker's configuration names none that can be used ({fault.Message}): mend DOCKER_HOST, DOCKER_CONTEXT or docker's config.json.", fault);
        }
    }

    private static string Origin(Uri at) =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host && Uri.TryCreate(host, UriKind.Absolute, out var named) && named == at ? "from DOCKER_HOST"
        : Environment.GetEnvironmentVariable("DOCKER_CONTEXT") is { Length: > 0 } context ? $"from DOCKER_CONTEXT={context}"
        : "docker's current context";

    /// <summary>What was found instead of an answer, and what to do about it.</summary>
    private static string Found(Uri at, Exception fault) => fault.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied; join the group docker or run as root",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "refused, no engine listens there; start it (systemctl start docker)",
        _ when at.Scheme == "unix" && !File.Exists(at.LocalPath) => "no such file; install and start docker, or set DOCKER_HOST",
        OperationCanceledException => $"no answer within {Patience.TotalSeconds:0} s; look after the engine, or set DOCKER_HOST",
        SshDockerEndpointNotSupportedException => "ssh is not supported here; set DOCKER_HOST to a socket or tcp address",
        var other => $"{other.Message.TrimEnd('.').ReplaceLineEndings(" ")}; start the engine, or set DOCKER_HOST",
    };
}
