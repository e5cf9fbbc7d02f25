using System.Globalization;
using System.Text;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.LocalCloud.Tests.Hardening;

/// <summary>What a script of an instance can learn of the LocalCloud that runs it: not its keys, and nothing of its folder.</summary>
[Platform("Linux")]
public sealed class InstanceTests
{
    [TestCase(InstanceKind.Overlay)]
    [TestCase(InstanceKind.Docker)]
    public async Task A_script_finds_no_key_of_its_LocalCloud_s(InstanceKind kind)
    {
        var artifacts = Directory.CreateDirectory(Path.Combine("/var/tmp", $"fleetyard-artifacts-{Guid.NewGuid():N}"));
        try
        {
            await using var host = Host(kind, artifacts.FullName);
            await IgnoreWithoutAsync(host);
            await using var server = await Server.StartAsync(host, with: options => options with { StateDirectory = Path.Combine(artifacts.FullName, "local-cloud", "state") });
            Directory.CreateDirectory(Path.Combine(artifacts.FullName, "runs"));
            await File.WriteAllTextAsync(Path.Combine(artifacts.FullName, "runs", "ssh_ed25519"), server.SecretAccessKey);
            await host.LaunchAsync("i-1", new MachineImage(new BaseSystem("debian", "13", "x86_64"), null), CancellationToken.None);

            // The key comes as what to search for, spelled backwards and in a file of its own, so that the search does not find itself.
            var look = $"""
                printf %s '{string.Concat(server.SecretAccessKey.Reverse())}' | rev >/dev/shm/key
                env | grep -cF -f /dev/shm/key
                cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | grep -acF -f /dev/shm/key
                grep -rlaF -f /dev/shm/key /etc /opt /var /root /home /run /mnt /srv {artifacts.FullName} 2>/dev/null | grep -v '^/proc' | wc -l
                ls -A {artifacts.FullName} 2>/dev/null | wc -l
                awk '$5 != "/" && $4 ~ /local-cloud|artifacts/' /proc/self/mountinfo | grep -v fleetyard-written | wc -l
                """;
            var (_, output) = await RunAsync(host, look);
            Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "0", "0", "0", "0", "0" }), output);
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    [TestCase("")]
    [TestCase("local-cloud")]
    public async Task A_clone_sees_nothing_of_a_folder_that_a_link_leads_to(string link)
    {
        var place = Directory.CreateDirectory(Path.Combine("/var/tmp", $"fleetyard-linked-{Guid.NewGuid():N}"));
        try
        {
            var really = place.CreateSubdirectory("really");
            await File.WriteAllTextAsync(Path.Combine(really.FullName, "state.db"), "a host key");
            var artifacts = Path.Combine(place.FullName, "artifacts");
            Directory.CreateSymbolicLink(link.Length == 0 ? artifacts : Path.Combine(Directory.CreateDirectory(artifacts).FullName, link), really.FullName);
            await using var host = Host(InstanceKind.Overlay, artifacts);
            await IgnoreWithoutAsync(host);
            await host.LaunchAsync("i-1", new MachineImage(new BaseSystem("debian", "13", "x86_64"), null), CancellationToken.None);
            var (_, output) = await RunAsync(host, $"ls -A {really.FullName} {artifacts}/ 2>/dev/null | grep -v :; cat {really.FullName}/state.db 2>/dev/null; echo looked");
            Assert.That(output.Trim(), Is.EqualTo("looked"));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_container_does_not_reach_the_server_at_all()
    {
        var artifacts = Directory.CreateTempSubdirectory("fleetyard-artifacts-");
        try
        {
            await using var host = Host(InstanceKind.Docker, artifacts.FullName);
            await IgnoreWithoutAsync(host);
            await using var server = await Server.StartAsync(host, with: options => options with { StateDirectory = Path.Combine(artifacts.FullName, "local-cloud", "state") });
            await host.LaunchAsync("i-1", new MachineImage(new BaseSystem("debian", "13", "x86_64"), null), CancellationToken.None);
            var port = server.Endpoint.Port.ToString(CultureInfo.InvariantCulture);
            var (_, output) = await RunAsync(host, $$"""
                gateway=$(awk '$2 == "00000000" { print $3 }' /proc/net/route | sed 's/\(..\)\(..\)\(..\)\(..\)/0x\4 0x\3 0x\2 0x\1/' | xargs printf '%d.%d.%d.%d')
                for address in 127.0.0.1 "$gateway"; do
                  timeout 3 bash -c "exec 3<>/dev/tcp/$address/{{port}}" 2>/dev/null && echo "reached $address"
                done
                echo over
                """);
            Assert.That(output, Is.EqualTo("over\n"));
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_clone_that_shares_the_network_reaches_the_server_and_is_refused()
    {
        var artifacts = Directory.CreateTempSubdirectory("fleetyard-artifacts-");
        try
        {
            await using var host = Host(InstanceKind.Overlay, artifacts.FullName);
            await IgnoreWithoutAsync(host);
            await using var server = await Server.StartAsync(host, with: options => options with { StateDirectory = Path.Combine(artifacts.FullName, "local-cloud", "state") });
            await host.LaunchAsync("i-1", new MachineImage(new BaseSystem("debian", "13", "x86_64"), null), CancellationToken.None);
            var (_, output) = await RunAsync(host, $$"""
                exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/{{server.Endpoint.Port}}
                body="Action=DescribeInstances&Version=2016-11-15"
                printf "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${#body}\r\n\r\n%s" "$body" >&3
                cat <&3'
                """);
            Assert.That(output, Does.StartWith("HTTP/1.1 403").And.Contain("MissingAuthenticationToken"));
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    private static IInstanceHost Host(InstanceKind kind, string artifacts) => kind == InstanceKind.Docker
        ? new DockerHost(Path.Combine(artifacts, "local-cloud", "hosts", "docker"))
        : new OverlayHost(Path.Combine(artifacts, "local-cloud", "hosts", "overlay"), artifacts);

    private static async Task IgnoreWithoutAsync(IInstanceHost host)
    {
        if (await host.WhyNotAsync(CancellationToken.None) is { } reason || (host is DockerHost docker && !await docker.HasBaseAtHandAsync(CancellationToken.None) && (reason = "there is no base system") is not null))
        {
            Assert.Ignore(reason);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(IInstanceHost host, string script)
    {
        var output = new StringBuilder();
        try
        {
            var code = await host.RunAsync("i-1", new InstanceCommand(script, new Dictionary<string, string>()), chunk => output.Append(chunk.Text), CancellationToken.None);
            return (code, output.ToString());
        }
        finally
        {
            await host.TerminateAsync("i-1", CancellationToken.None);
        }
    }
}
