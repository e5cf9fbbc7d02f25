using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>The program with clones of this machine, when things go wrong.</summary>
[Platform("Linux")]
public sealed class OverlayTests : IDisposable
{
    private readonly Project project = new();

    [SetUp]
    public void NeedsRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("overlay instances need root");
        }
    }

    public void Dispose() => project.Dispose();

    [Test]
    public async Task Killing_the_program_during_a_script_leaves_nothing_mounted_or_running_and_the_next_command_goes_on()
    {
        project.Write("install-deps.sh", "#!/bin/sh\necho up-and-running\n[ -e /opt/twice ] && exit 0\ntouch /opt/twice\n(setsid sleep 4811 &)\nsleep 4812\n");
        using (var program = project.Start(["--target=InstallDeps", "--instances=overlay", "--verbosity=verbose"]))
        {
            try
            {
                await UntilAsync(program, line => line.Contains("up-and-running", StringComparison.Ordinal));
                Assert.That(Holders(), Is.Not.Empty, "the clone is there to be taken down");
            }
            finally
            {
                program.Kill();
                await program.WaitForExitAsync();
            }
        }

        Assert.That(Holders, Is.Empty.After(10).Seconds.PollEvery(50).MilliSeconds);
        Assert.That(Sleepers(), Is.Empty);

        var (code, output, errors) = project.Run("--target=InstallDeps", "--instances=overlay");
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(Directory.GetDirectories(Path.Combine(project.Artifacts, "local-cloud", "hosts", "overlay", "instances")), Has.Length.EqualTo(1));
        Assert.That(Holders(), Is.Empty);
    }

    [Test]
    public void A_recipe_of_another_architecture_is_refused_before_anything_runs()
    {
        var foreign = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "x86_64" : "arm64";
        var (code, output, errors) = project.Run("--target=PrepareInstance", "--instances=overlay", $"--recipe=ktls-ubuntu-24.04-{foreign}");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain($"LocalCloud's overlay instances on this machine are not {foreign}"));
        Assert.That(Holders(), Is.Empty);
    }

    [Test]
    public void A_full_disk_ends_a_script_in_one_line_and_leaves_nothing_mounted()
    {
        using var disk = new SmallDisk(project.Artifacts, "32m");
        project.Write("install-deps.sh", "#!/bin/sh\nhead -c 64m /dev/zero >/opt/large\n");
        var (code, output, errors) = project.Run("--target=InstallDeps", "--instances=overlay");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)), Has.Exactly(1).Items, errors);
        Assert.That(errors, Does.Contain("free space").And.Contain(project.Artifacts));
        Assert.That(Holders(), Is.Empty);
    }

    [Test]
    public void A_full_disk_ends_a_launch_in_one_line_and_leaves_nothing_mounted()
    {
        using var disk = new SmallDisk(project.Artifacts, "1m");
        disk.Fill();
        var (code, output, errors) = project.Run("--target=PrepareInstance", "--instances=overlay");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)), Has.Exactly(1).Items, errors);
        Assert.That(errors, Does.Contain("space").And.Contain(project.Artifacts));
        Assert.That(Holders(), Is.Empty);
    }

    [Test]
    public void Another_user_than_root_is_told_what_to_do()
    {
        string[] nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"];
        var (code, output, errors) = Project.End(project.Start(["--target=PrepareInstance", "--instances=overlay"], nobody));
        if (errors.Contains("Permission denied", StringComparison.Ordinal) || errors.Contains("does not exist", StringComparison.Ordinal))
        {
            Assert.Ignore($"the program's folder is closed to other users: {errors.Trim()}");
        }

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors.Trim(), Does.Contain("overlay instances need root; run as root, or use --instances=simulated"));
        Assert.That(errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)), Has.Exactly(1).Items, errors);
    }

    /// <summary>The processes that hold a clone: its mounts are in their namespace alone, and end with them.</summary>
    private IReadOnlyList<string> Holders() => Processes("cmdline", project.Artifacts + "/local-cloud");

    private static IReadOnlyList<string> Sleepers() => Processes("cmdline", "sleep\0481");

    private static IReadOnlyList<string> Processes(string file, string holds) =>
        [.. Directory.GetDirectories("/proc").Where(folder => Read(Path.Combine(folder, file)).Contains(holds, StringComparison.Ordinal))];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task UntilAsync(Process program, Func<string, bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await program.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (holds(line))
            {
                return;
            }
        }

        Assert.Fail("The program ended before: " + await program.StandardError.ReadToEndAsync(deadline.Token));
    }
}
