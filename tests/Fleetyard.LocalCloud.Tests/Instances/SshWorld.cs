using System.Diagnostics;
using System.Text;
using Amazon.EC2.Model;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>A LocalCloud whose instances are reached with OpenSSH's own client.</summary>
internal sealed class SshWorld : IAsyncDisposable
{
    public const string KeyName = "run";

    private readonly DirectoryInfo folder;
    private IInstanceHost host;

    private SshWorld(DirectoryInfo folder, IInstanceHost host, Server server) => (this.folder, this.host, Server) = (folder, host, server);

    public Server Server { get; private set; }

    public static async Task<SshWorld> StartAsync(Func<string, IInstanceHost> make, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-ssh-");
        var host = make(Hosts(folder));
        if (await host.WhyNotAsync(CancellationToken.None) is { } reason)
        {
            folder.Delete(recursive: true);
            Assert.Ignore(reason);
        }

        var world = new SshWorld(folder, host, await Server.StartAsync(host, time: time));
        var material = Convert.ToBase64String(Encoding.UTF8.GetBytes(world.NewKey("id")));
        await world.Server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = KeyName, PublicKeyMaterial = material });
        return world;
    }

    /// <summary>The program ends, and another one goes on with its folder.</summary>
    public async Task RestartAsync(Func<string, IInstanceHost> make)
    {
        await host.DisposeAsync();
        host = make(Hosts(folder));
        Server = await Server.AgainAsync(host);
    }

    /// <summary>Launches an instance with the key pair, and waits until it has booted and its user data is over.</summary>
    public async Task<Instance> LaunchAsync(string? userData = null, Action<RunInstancesRequest>? change = null)
    {
        var request = await Server.LaunchAsync();
        request.KeyName = KeyName;
        request.UserData = userData is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(userData));
        change?.Invoke(request);
        var id = (await Server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await UntilAsync(id, "running");
        await Server.UntilAsync(async () => (await ConsoleAsync(id)).Contains("LocalCloud: the ", StringComparison.Ordinal));
        return await Server.InstanceAsync(id);
    }

    public async Task<Instance> UntilAsync(string id, string state)
    {
        // Installing sshd, where this machine or image lacks it, takes longer than all else.
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await Server.InstanceAsync(id) is var instance)
        {
            if (instance.State.Name == state)
            {
                return instance;
            }

            Assert.That(state == "running" && instance.State.Name == "terminated", Is.False, instance.StateReason?.Message);
            await Task.Delay(50, deadline.Token);
        }

        throw new UnreachableException();
    }

    public async Task<string> ConsoleAsync(string id) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((await Server.Ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = id, Latest = true })).Output ?? ""));

    /// <summary>Makes a key pair.</summary>
    /// <returns>The public key.</returns>
    public string NewKey(string name)
    {
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", Path.Combine(folder.FullName, name));
        return Read($"{name}.pub");
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(folder.FullName, name));

    /// <summary>Runs a command on an instance. What the server says of its host key is kept in <c>known</c>.</summary>
    /// <remarks>An instance that ends need not say so: without questions of its own, the client would wait for the kernel to give the connection up, a quarter of an hour.</remarks>
    public (int Code, string Output) Ssh(Instance instance, string command, string key = "id", string user = "admin", bool known = false)
    {
        var hosts = Path.Combine(folder.FullName, known ? "pinned" : $"known-{Guid.NewGuid():N}");
        return Run(
            "ssh", "-F", "none", "-i", Path.Combine(folder.FullName, key), "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=5", "-o", "LogLevel=ERROR",
            "-o", $"StrictHostKeyChecking={(known ? "yes" : "no")}", "-o", $"UserKnownHostsFile={hosts}", $"{user}@{instance.PublicIpAddress}", command);
    }

    /// <summary>From now on the instance has this host key or is not spoken to.</summary>
    public void Pin(Instance instance, string hostKey) => File.WriteAllText(Path.Combine(folder.FullName, "pinned"), $"{instance.PublicIpAddress} {hostKey}");

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await host.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string Hosts(DirectoryInfo folder) => Path.Combine(folder.FullName, "cloud", "hosts");
}
