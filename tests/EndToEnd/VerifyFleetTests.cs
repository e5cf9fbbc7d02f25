using System.Diagnostics;
using System.Globalization;

namespace Fleetyard.EndToEnd;

/// <summary>The fleet is verified by the program as a user starts it.</summary>
public sealed class VerifyFleetTests
{
    [Test]
    public void Verify_commands_run_as_a_build_and_what_did_not_really_run_is_said()
    {
        using var fleet = new VerifiedFleet("verify: [git --version, {run: modprobe tls, needs: kernel}]\n");
        var (code, output, errors) = fleet.Verify("simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("Running command git --version").And.Contain("are sound; they did not run").And.Contain("1 of 2 verify commands did not run"));
        Assert.That(output.Split("Running command git --version"), Has.Length.EqualTo(2), "no line comes twice");
        Assert.That(fleet.Verified(), Is.EqualTo(("SUCCEEDED", 1)));

        var (again, second, _) = fleet.Verify("simulated");
        Assert.That(again, Is.Zero);
        Assert.That(second, Does.Not.Contain("project").And.Contain("Running command git --version"), "the project is there and up to date");
    }

    [Test]
    public void Alone_it_finds_the_fleet_that_an_earlier_command_made()
    {
        using var fleet = new VerifiedFleet("verify: [git --version]\n");
        var (code, _, errors) = fleet.Verify("simulated", "--exclusive");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("There is no active fleet ktls-debian-13-x86_64"));
        fleet.Verify("simulated");
        (code, _, errors) = fleet.Verify("simulated", "--exclusive");
        Assert.That(code, Is.Zero, errors);
    }

    [Test]
    public void Changed_verify_commands_bring_our_project_up_to_date()
    {
        using var fleet = new VerifiedFleet("verify: [git --version]\n");
        fleet.Verify("simulated");
        fleet.Write("verify: [nix --version]\n");
        var (code, output, errors) = fleet.Verify("simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("Updating project ktls-debian-13-x86_64-verify: buildspec").And.Contain("Running command nix --version").And.Not.Contain("Running command git"));
    }

    [Test]
    public void A_verify_command_that_fails_is_exit_code_2_and_is_named()
    {
        using var fleet = new VerifiedFleet("verify: [\"if\"]\n");
        var (code, _, errors) = fleet.Verify("simulated");
        Assert.That(code, Is.EqualTo(2), errors);
        Assert.That(errors, Does.Contain("Error while executing command: if. Reason: exit status 2").And.Contain("end of file"));
        Assert.That(fleet.Verified(), Is.EqualTo(("FAILED", 0)));
    }

    [Test]
    public async Task A_project_that_is_not_ours_is_left_alone()
    {
        using var fleet = new VerifiedFleet("verify: [\"true\"]\n");
        await fleet.SeedForeignProjectAsync();
        var (code, _, errors) = fleet.Verify("simulated");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("A project named ktls-debian-13-x86_64-verify is there, but not tagged as this recipe's"));
    }

    [Test]
    public async Task On_clones_the_commands_really_run_and_a_failing_one_is_exit_code_2_with_its_last_lines()
    {
        using var fleet = new VerifiedFleet("""
            verify:
              - cd /usr/lib
              - echo "here is $PWD on $(hostname)"
              - run: modprobe tls
                needs: kernel
              - seq 1 40; echo "secret_token=abc"; exit 3
              - echo never

            """);
        await fleet.SeedOverlayAsync();
        var (code, output, errors) = fleet.Verify("overlay");
        Assert.That(code, Is.EqualTo(2), errors);
        Assert.That(output, Does.Contain("here is /usr/lib on i-").And.Contain("1 of 5 verify commands did not run").And.Not.Contain("never"));
        Assert.That(errors, Does.Contain("Reason: exit status 3").And.Contain("39 | 40 | secret_token=***").And.Not.Contain(" 12 |"));
        Assert.That(fleet.Verified(), Is.EqualTo(("FAILED", 1)));
        await NothingIsLeftAsync(fleet);
    }

    [Test]
    public async Task An_interrupt_stops_the_build_and_leaves_nothing()
    {
        using var fleet = new VerifiedFleet("verify: [\"echo started; sleep 47111\"]\n");
        await fleet.SeedOverlayAsync();
        using var process = fleet.Start("overlay");
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("| started", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.EqualTo(130), await errors);
        Assert.That(rest, Does.Contain("Stopped build"));
        Assert.That(fleet.Verified().Status, Is.EqualTo("STOPPED"));
        await NothingIsLeftAsync(fleet);
    }

    private static async Task NothingIsLeftAsync(VerifiedFleet fleet)
    {
        Assert.That(Directory.GetDirectories(Path.Combine(fleet.Artifacts.FullName, "local-cloud", "hosts", "overlay", "instances")), Is.Empty);
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Does.Not.Contain(fleet.Artifacts.Name));
    }
}
