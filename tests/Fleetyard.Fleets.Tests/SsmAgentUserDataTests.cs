using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>The user data's installation of the SSM agent, run with stand-ins for what would change this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SsmAgentUserDataTests
{
    private const string Package = "a package";

    private static readonly string Pin = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Package)));

    private readonly DirectoryInfo tools = Directory.CreateTempSubdirectory("fleetyard-tools-");

    [SetUp]
    public void StandIns()
    {
        foreach (var tool in (string[])["sh", "cat", "cut", "mktemp", "rm", "sha256sum"])
        {
            File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), File.Exists($"/bin/{tool}") ? $"/bin/{tool}" : $"/usr/bin/{tool}");
        }

        StandIn("curl", $"while [ $# -gt 2 ]; do shift; [ \"$1\" = -o ] && printf %s '{Package}' >\"$2\"; done; true");
        StandIn("sleep", "");
        StandIn("systemctl", "");
    }

    [TearDown]
    public void TakeAway() => tools.Delete(recursive: true);

    [TestCase("dpkg", Architecture.X64, "debian_amd64/amazon-ssm-agent.deb")]
    [TestCase("dpkg", Architecture.Arm64, "debian_arm64/amazon-ssm-agent.deb")]
    [TestCase("rpm", Architecture.X64, "linux_amd64/amazon-ssm-agent.rpm")]
    [TestCase("rpm", Architecture.Arm64, "linux_arm64/amazon-ssm-agent.rpm")]
    public async Task The_instance_chooses_the_package_by_the_tool_it_has(string tool, Architecture architecture, string package)
    {
        StandIn(tool, "");
        var (code, output) = await InstallAsync(architecture);
        Assert.That(code, Is.Zero, output);
        Assert.That(Said("curl"), Does.EndWith($"/amazon-ssm-us-west-2/3.3.2299.0/{package}\n"));
        Assert.That(Said(tool), Does.EndWith($" {Path.GetFileName(package)}\n"));
        Assert.That(Said("systemctl"), Is.EqualTo("enable --now amazon-ssm-agent\n"));
    }

    [Test]
    public async Task A_pin_of_another_package_stops_it_and_says_which_hash_it_found()
    {
        StandIn("rpm", "");
        var (code, output) = await InstallAsync(Architecture.X64, new string('a', 64));
        Assert.That((code, Said("rpm"), Said("systemctl")), Is.EqualTo((1, "", "")));
        Assert.That(output, Does.StartWith("fleetyard: the SSM agent is not installed: https://").And.Contain($"/linux_amd64/amazon-ssm-agent.rpm has the SHA-256 {Pin},").And.Contain("instance.ssmAgent.sha256"));
    }

    [Test]
    public async Task A_lock_of_dpkg_is_waited_for()
    {
        StandIn("dpkg", $"[ \"$(cat {Log("dpkg")} | sha256sum)\" = \"$(printf -- '-i amazon-ssm-agent.deb\\n-i amazon-ssm-agent.deb\\n-i amazon-ssm-agent.deb\\n' | sha256sum)\" ]");
        var (code, output) = await InstallAsync(Architecture.X64);
        Assert.That((code, Said("sleep")), Is.EqualTo((0, "15\n15\n")), output);
    }

    [Test]
    public async Task A_download_that_always_fails_ends_with_its_reason()
    {
        StandIn("dpkg", "");
        StandIn("curl", "echo 'curl: (6) Could not resolve host' >&2; exit 6");
        var (code, output) = await InstallAsync(Architecture.X64);
        Assert.That((code, Said("dpkg"), Said("curl").Count(letter => letter == '\n')), Is.EqualTo((1, "", 20)));
        Assert.That(output, Does.Contain("Could not resolve host").And.EndWith("amazon-ssm-agent.deb could not be downloaded\n"));
    }

    [Test]
    public async Task All_of_it_fits_into_16_KiB() =>
        Assert.That(Encoding.UTF8.GetByteCount(await ScriptAsync(Architecture.Arm64, Pin)), Is.LessThan(UserDataTests.MostBytes));

    private static async Task<string> ScriptAsync(Architecture architecture, string pin)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with
        {
            // An owner and a name pattern tell nothing of the distribution.
            Source = new AmiSource { Owner = "136693071363", NamePattern = "debian-13-*", Architecture = architecture },
            Instance = yard.Recipe.Instance with { Types = [architecture == Architecture.Arm64 ? "c7g.large" : "c7i.large"], SsmAgent = new SsmAgent("3.3.2299.0", pin) },
        };
        await yard.CommandAsync("PrepareInstance");
        return UserDataTests.UserData(yard);
    }

    private async Task<(int Code, string Output)> InstallAsync(Architecture architecture, string? pin = null)
    {
        var script = await ScriptAsync(architecture, pin ?? Pin);
        var start = new ProcessStartInfo("/bin/sh", ["-eu"]) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["PATH"] = tools.FullName;
        start.Environment["TMPDIR"] = tools.FullName;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script[script.IndexOf("# The SSM agent.", StringComparison.Ordinal)..]);
        process.StandardInput.Close();
        var output = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>A tool that writes its arguments down before it does anything.</summary>
    private void StandIn(string tool, string body)
    {
        var path = Path.Combine(tools.FullName, tool);
        File.WriteAllText(path, $"#!/bin/sh\necho \"$*\" >>{Log(tool)}\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Log(string tool) => Path.Combine(tools.FullName, $"{tool}.log");

    private string Said(string tool) => File.Exists(Log(tool)) ? File.ReadAllText(Log(tool)) : "";
}
