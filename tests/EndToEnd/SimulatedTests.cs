namespace Fleetyard.EndToEnd;

/// <summary>The program on instances that only read their scripts.</summary>
public sealed class SimulatedTests : IDisposable
{
    private readonly Project project = new();

    public void Dispose() => project.Dispose();

    [Test]
    public void A_script_that_its_shell_cannot_read_fails_its_step()
    {
        project.Write("install-deps.sh", "#!/bin/sh\nif true; then echo open\n");
        var (code, output, errors) = project.Run("--target=InstallDeps", "--instances=simulated");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain("install-deps.sh failed with exit code 2").And.Contain("yntax error"));
    }
}
