using System.Text;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>A clone of this machine that the repository's scripts run in as the chain runs them: from a work folder of their own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ShippedScript : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-scripts-");
    private readonly OverlayHost host;

    protected ShippedScript() => host = new OverlayHost(Path.Combine(folder.FullName, "hosts", "overlay"));

    [SetUp]
    public async Task Launch()
    {
        if (await host.WhyNotAsync(CancellationToken.None) is { } reason)
        {
            Assert.Ignore(reason);
        }

        await host.LaunchAsync("i-1", new MachineImage(new BaseSystem("debian", "13", "x86_64"), null), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await host.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
        await host.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs words of shell in the clone.</summary>
    protected async Task<(int Code, string Output)> ShellAsync(string script, IReadOnlyDictionary<string, string>? environment = null)
    {
        var output = new StringBuilder();
        var code = await host.RunAsync("i-1", new InstanceCommand(script, environment ?? Nothing), chunk => output.Append(chunk.Text), CancellationToken.None);
        return (code, output.ToString());
    }

    /// <summary>Runs a script of the repository in the clone, which words of shell have prepared; <paramref name="start"/> is the command that has it as its first argument.</summary>
    protected Task<(int Code, string Output)> RunAsync(string name, string prepare, IReadOnlyDictionary<string, string>? environment = null, string start = "")
    {
        var content = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(Repository.Root, "recipes", "scripts", name)));
        return ShellAsync($"{prepare}\nmkdir -p /tmp/fleetyard.own\necho {content} | base64 -d >/tmp/fleetyard.own/script\nchmod 700 /tmp/fleetyard.own/script\n{start} /tmp/fleetyard.own/script 2>&1", environment);
    }

    /// <summary>Words of shell that put a stand-in first on the PATH: it writes its arguments to /opt/NAME.log.</summary>
    protected static string StandIn(string tool, string body = "") =>
        $"printf '%s\\n' '#!/bin/sh' 'echo \"$*\" >>/opt/{tool}.log' '{body}' >/usr/local/bin/{tool}; chmod 755 /usr/local/bin/{tool}";
}
