using System.Net.Sockets;
using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Engines that are not there, each in one line that says what was found.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DockerEngineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-engine-");

    private string Path => System.IO.Path.Combine(folder.FullName, "docker.sock");

    public void Dispose() => folder.Delete(recursive: true);

    [Test]
    public async Task No_socket() => Assert.That(await WhyNotAsync(), Does.Contain($"unix://{Path}").And.Contain("no such file; install and start docker"));

    [Test]
    public async Task A_socket_that_nobody_listens_to()
    {
        using var bound = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        bound.Bind(new UnixDomainSocketEndPoint(Path));
        Assert.That(await WhyNotAsync(), Does.Contain("refused, no engine listens there"));
    }

    [Test]
    public async Task An_engine_that_does_not_answer_holds_nobody_up()
    {
        using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listening.Bind(new UnixDomainSocketEndPoint(Path));
        listening.Listen();
        var begun = TimeProvider.System.GetTimestamp();
        Assert.That(await WhyNotAsync(), Does.Contain("no answer within 1 s"));
        Assert.That(TimeProvider.System.GetElapsedTime(begun), Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    private async Task<string?> WhyNotAsync()
    {
        await using var host = new DockerHost(folder.FullName, engine: new Uri($"unix://{Path}"));
        var reason = await host.WhyNotAsync(CancellationToken.None);
        Assert.That(reason, Does.Not.Contain("\n").And.Contain("--instances=overlay"));
        return reason;
    }
}
