namespace Fleetyard.EndToEnd;

/// <summary>The program with a recipe whose instance is reached through Session Manager.</summary>
[Platform("Linux")]
public sealed class SessionTunnelTests : IDisposable
{
    private readonly Project project = new();

    public void Dispose() => project.Dispose();

    [Test]
    public void A_script_runs_through_a_session_and_the_run_leaves_none_and_no_way_in()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("overlay instances need root");
        }

        project.Write("install-deps.sh", "#!/bin/sh\nid -u\necho through-the-session\nseq 1 20000 | sha256sum\n");
        var (code, output, errors) = project.Run("--target=InstallDeps", "--instances=overlay", $"--recipe={Recipe()}", "--verbosity=verbose");
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output, Does.Contain("through-the-session").And.Contain("SSH reaches it").And.Not.Contain("Security group"));
        Assert.That(project.Run("--target=Status", "--instances=overlay", $"--recipe={Recipe()}").Output, Does.Not.Contain("security group"));
    }

    [Test]
    public void A_rehearsal_that_runs_no_sshd_says_so_at_once()
    {
        var (code, output, errors) = project.Run("--target=PrepareInstance", "--instances=simulated", $"--recipe={Recipe()}");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain("simulated instances run no sshd").And.Contain("--instances=docker or --instances=overlay"));
    }

    /// <summary>The shipped recipe by SSH, with a session in place of an open port.</summary>
    private string Recipe()
    {
        var path = Path.Combine(project.Artifacts, "tunnel.yml");
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ssh-debian-13-x86_64.yml"));
        var tunnelled = shipped.Replace("    address: public\n", "    through: session-manager\n  profile: builder\n", StringComparison.Ordinal)
            .Replace("ssh-debian-13-x86_64", "tunnel", StringComparison.Ordinal);
        File.WriteAllText(path, tunnelled);
        return path;
    }
}
