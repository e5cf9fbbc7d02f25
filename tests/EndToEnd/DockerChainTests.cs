using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>The program on containers of a real engine: real apt, real Nix.</summary>
public sealed class DockerChainTests : IDisposable
{
    private static readonly Dictionary<string, string?> NoEngine = new() { ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock" };
    private readonly FleetyardProgram program = new();

    private string Mine => $"label=fleetyard.local-cloud.folder={Path.Combine(program.Artifacts.FullName, "local-cloud", "hosts", "docker")}";

    public void Dispose()
    {
        foreach (var (list, remove) in new[] { ((string[])["ps", "--all"], "rm"), (["images"], "rmi") })
        {
            foreach (var id in Docker([.. list, "--quiet", "--filter", Mine]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Docker(remove, "--force", id);
            }
        }

        program.Dispose();
    }

    [Test, Category("Slow")]
    public void A_recipe_becomes_an_active_fleet_and_a_second_time_nothing_is_created()
    {
        var (code, output, errors) = program.Run("--target=CreateFleet", "--instances=docker");
        IgnoreWithoutEngine(errors);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("instances are docker: containers").And.Contain("is ACTIVE"));
        Assert.That(Docker("ps", "--all", "--quiet", "--filter", Mine), Is.Empty, "the instance is terminated");
        var images = Docker("images", "--quiet", "--filter", Mine);

        (code, output, errors) = program.Run("--target=CreateFleet", "--instances=docker");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("has the recipe's fingerprint").And.Contain("is active and as the recipe says"));
        Assert.That(Docker("images", "--quiet", "--filter", Mine), Is.EqualTo(images));
    }

    [Test, Category("Slow")]
    public async Task A_container_ends_with_a_program_that_is_killed()
    {
        using var process = program.Start("--target=InstallDeps", "--instances=docker");
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("install-deps.sh", StringComparison.Ordinal))
        {
        }

        process.Kill();
        IgnoreWithoutEngine(await errors);
        var container = Docker("ps", "--all", "--quiet", "--filter", Mine).Trim();
        Assert.That(container, Is.Not.Empty);
        using var end = Process.Start("docker", ["wait", container]);
        Assert.That(end.WaitForExit(TimeSpan.FromSeconds(30)), "the container ends by itself");
    }

    [Test]
    public void No_engine_is_one_line_that_says_what_was_found_and_what_to_do()
    {
        var (code, _, errors) = program.Run(NoEngine, "--target=CreateFleet", "--instances=docker");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(errors, Does.Contain("unix:///nonexistent/docker.sock (from DOCKER_HOST): no such file").And.Contain("--instances=overlay"));
    }

    [Test]
    public void Without_an_engine_instances_are_the_next_kind_that_works()
    {
        var (code, output, errors) = program.Run(NoEngine, "--target=PrepareInstance");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("instances are overlay").Or.Contain("instances are simulated"));
    }

    private static void IgnoreWithoutEngine(string errors)
    {
        if (errors.Contains("need a Docker engine", StringComparison.Ordinal) || errors.Contains("There is no base system", StringComparison.Ordinal))
        {
            Assert.Ignore($"{errors.Trim()} (Debian packages docker.io and debootstrap)");
        }
    }

    /// <summary>What the docker CLI says; nothing where it or its engine is not there.</summary>
    private static string Docker(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
