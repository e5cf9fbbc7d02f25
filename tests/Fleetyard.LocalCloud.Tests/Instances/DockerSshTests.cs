using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Containers.</summary>
public sealed class DockerSshTests : SshInstanceTests
{
    [Test]
    public async Task Cancelling_a_command_leaves_an_sshd_that_it_restarted()
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-ssh-");
        var host = Make(folder.FullName);
        try
        {
            Assume.That(await host.WhyNotAsync(CancellationToken.None), Is.Null);
            await host.LaunchAsync("i-1", new(new("debian", "13", "x86_64"), null), CancellationToken.None);
            using var source = new CancellationTokenSource();
            var command = new InstanceCommand("systemctl start ssh; setsid sleep 4716 >/dev/null 2>&1 & sleep 0.5; echo begun; sleep 4717", new Dictionary<string, string>());
            await Assert.ThatAsync(async () => await host.RunAsync("i-1", command, _ => source.Cancel(), source.Token), Throws.InstanceOf<OperationCanceledException>());
            var output = "";
            await host.RunAsync("i-1", new InstanceCommand("cat /proc/[0-9]*/cmdline | tr '\\0' ' '", new Dictionary<string, string>()), chunk => output += chunk.Text, CancellationToken.None);
            Assert.That(output, Does.Contain("sshd -f /run/fleetyard/sshd_config").And.Not.Contain("sleep 4716").And.Not.Contain("sleep 4717"));
        }
        finally
        {
            await host.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
            await host.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    protected override IInstanceHost Make(string directory) => new DockerHost(Path.Combine(directory, "docker"), TestContext.Progress.WriteLine);
}
