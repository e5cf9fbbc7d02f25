using System.Text;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Scripts that are read by their shell and do not run.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimulatedHostTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-simulated-");
    private readonly SimulatedHost host;

    public SimulatedHostTests() => host = new SimulatedHost(folder.FullName);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [TestCase("echo sound\n", 0)]
    [TestCase("if true; then echo open\n", 2)]
    [TestCase("#!/bin/bash\nwords=(a b)\n", 0)]
    [TestCase("#!/bin/sh\nwords=(a b)\n", 2)]
    public async Task A_script_is_read_by_its_own_shell(string script, int code)
    {
        Assume.That(code == 0 || !script.Contains("words", StringComparison.Ordinal) || !ShIsBash(), "sh is bash here, which knows arrays");
        Assert.That((await RunAsync(script)).Code, Is.EqualTo(code));
    }

    [TestCase("#!/bin/sh\necho sound\n", 0)]
    [TestCase("#!/bin/sh\nif true; then echo open\n", 2)]
    [TestCase("#!/bin/bash\nwords=(a b)\n", 0)]
    [TestCase("a value (which is no script\n", 0)]
    public async Task What_a_command_unpacks_is_read_too(string script, int code)
    {
        var (ended, output) = await RunAsync(Wrapped(script));
        Assert.That(ended, Is.EqualTo(code), output);
        Assert.That(output, code == 0 ? Does.StartWith("simulated: ") : Does.Contain("yntax error"));
    }

    [Test]
    public async Task What_a_command_unpacks_is_recorded_beside_it()
    {
        await RunAsync(Wrapped("#!/bin/sh\necho one\n"));
        await RunAsync("echo two\n");
        var recorded = Directory.GetFiles(folder.FullName, "*.sh", SearchOption.AllDirectories).Select(Path.GetFileName).Order();
        Assert.That(recorded, Is.EqualTo(["001.1.sh", "001.sh", "002.sh"]));
    }

    private async Task<(int Code, string Output)> RunAsync(string script)
    {
        var output = new StringBuilder();
        var code = await host.RunAsync("i-1", new InstanceCommand(script, new Dictionary<string, string>()), chunk => output.Append(chunk.Text), CancellationToken.None);
        return (code, output.ToString());
    }

    private static string Wrapped(string script) => $"printf %s '{Convert.ToBase64String(Encoding.UTF8.GetBytes(script))}' | base64 -d >/tmp/script\n";

    private static bool ShIsBash() => new FileInfo("/bin/sh").ResolveLinkTarget(returnFinalTarget: true)?.Name == "bash";
}
