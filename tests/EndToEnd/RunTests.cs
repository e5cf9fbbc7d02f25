using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Fleetyard.EndToEnd;

/// <summary>Runs that are interrupted, doubled or lost, as a user sees them.</summary>
public sealed partial class RunTests : IDisposable
{
    private readonly FleetyardProgram program = new();

    public void Dispose() => program.Dispose();

    [Test]
    public void A_run_whose_folder_is_lost_is_rebuilt_by_Status_and_the_same_command_goes_on_with_it()
    {
        program.Run("--target=InstallDeps", "--instances=simulated");
        var id = Path.GetFileName(Path.GetDirectoryName(program.Journals().Single()))!;
        Directory.Delete(Path.Combine(program.Artifacts.FullName, "runs"), recursive: true);

        var (code, output, errors) = program.Run("--target=Status", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output.ReplaceLineEndings(" "), Does.Contain($"Run {id} is not known here and was rebuilt from the tags"));
        (code, output, errors) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"run {id}").And.Contain("Terminated i-"));

        (_, output, _) = program.Run("--target=Status", "--instances=simulated");
        Assert.That((Count(output, "  fleet "), Count(output, "  ami "), Count(output, "  instance ")), Is.EqualTo((1, 1, 0)), output);
        Assert.That(output, Does.Not.Contain("rebuilt"));
    }

    [Test]
    public void A_run_whose_folder_is_lost_is_gone_on_with_by_the_same_command_alone()
    {
        program.Run("--target=InstallDeps", "--instances=simulated");
        var id = Path.GetFileName(Path.GetDirectoryName(program.Journals().Single()))!;
        Directory.Delete(Path.Combine(program.Artifacts.FullName, "runs"), recursive: true);

        var (code, output, errors) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"run {id}").And.Contain("Terminated i-"));
        Assert.That(Path.GetFileName(Path.GetDirectoryName(program.Journals().Single())), Is.EqualTo(id));
        (_, output, _) = program.Run("--target=Status", "--instances=simulated");
        Assert.That((Count(output, "  fleet "), Count(output, "  ami "), Count(output, "  instance ")), Is.EqualTo((1, 1, 0)), output);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task An_interrupt_cleans_up_and_nothing_is_left(string signal)
    {
        using var process = program.Start("--target=InstallDeps", "--instances=simulated", "--latency=aws");
        var instance = await LaunchedAsync(process);
        await SignalAsync(process, signal);
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        Assert.That(process.WaitForExit(60_000));
        Assert.That((process.ExitCode, output.Contains($"Terminated {instance}", StringComparison.Ordinal)), Is.EqualTo((130, true)), output);
        Assert.That(program.Run("--target=Status", "--instances=simulated").Output, Does.Not.Match("  instance .*(pending|running|stop)"), "it may be shutting down still");
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task An_interrupt_cleans_up_and_a_second_one_stops_at_once_and_tells_what_is_left(string signal)
    {
        using var process = Start("--target=InstallDeps");
        var instance = await LaunchedAsync(process);
        await SignalAsync(process, signal);
        var errors = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            errors.Add(line);
            if (line.StartsWith("Interrupted: cleaning up", StringComparison.Ordinal))
            {
                await SignalAsync(process, signal);
            }
        }

        Assert.That(process.WaitForExit(10_000), "EC2 does not know the instance for half a minute, so that cleaning up would take as long");
        Assert.That(process.ExitCode, Is.EqualTo(130));
        var left = errors.SkipWhile(line => line != "Interrupted again: stopped at once.").Skip(1).ToList();
        Assert.That(left, Has.Count.EqualTo(1), string.Join('\n', errors));
        Assert.That(left[0], Does.Contain($"leaves instance {instance} (ends itself at 2").And.Contain("the same command goes on with it").And.Contain("--target=Status lists it").And.Contain("fleetyard:run=2"));
    }

    [TestCase("--on-error=ask", "needs a terminal to ask at", "Terminated i-")]
    [TestCase("--on-error=keep", "as --on-error=keep asks", "Kept i-")]
    [TestCase("--keep", "as --on-error=keep asks", "Kept i-")]
    [TestCase("--on-error=cleanup", "", "Terminated i-")]
    public void A_failed_step_does_with_its_instance_what_on_error_says(string option, string told, string done)
    {
        using var project = new Project();
        project.Write("install-deps.sh", "#!/bin/sh\nif true; then echo open\n");
        var (code, output, errors) = project.Run("--target=InstallDeps", "--instances=simulated", option);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output + errors, Does.Contain(told).And.Contain(done));
    }

    [TestCase("what?\nk\n", "Kept i-", 2)]
    [TestCase("c\n", "Terminated i-", 1)]
    [Platform("Linux")]
    public void At_a_terminal_ask_asks(string answer, string done, int questions)
    {
        using var project = new Project();
        project.Write("install-deps.sh", "#!/bin/sh\nif true; then echo open\n");
        using var terminal = project.StartAtTerminal("--target=InstallDeps", "--instances=simulated", "--on-error=ask");
        terminal.StandardInput.Write(answer);
        terminal.StandardInput.Flush();
        var output = terminal.StandardOutput.ReadToEnd();
        terminal.WaitForExit();
        Assert.That(terminal.ExitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(done));
        Assert.That(output.Split("or keep it to look at? [c/k]"), Has.Length.EqualTo(questions + 1), output);
    }

    [Test]
    public void Two_words_on_errors_that_contradict_each_other_are_one_line()
    {
        var (code, _, errors) = program.Run("--target=InstallDeps", "--instances=simulated", "--keep", "--on-error=cleanup");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("--keep is short for --on-error=keep, and --on-error=cleanup says otherwise"));
    }

    [Test]
    public async Task A_second_command_beside_the_first_says_so_and_stops()
    {
        using var first = Start("--target=InstallDeps");
        await LaunchedAsync(first);
        var (code, _, errors) = program.Run("--target=InstallDeps", "--instances=simulated");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("is another command's").And.Contain("wait for it or end it"));
        first.Kill();
        await first.WaitForExitAsync();

        (code, _, errors) = program.Run("--target=InstallDeps", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
    }

    [Test]
    public void A_recipe_whose_run_cannot_be_opened_does_not_stop_the_others_and_the_exit_code_tells()
    {
        string[] arguments = ["--target=InstallDeps", "--instances=simulated", "--recipe=ktls-debian-13-x86_64"];
        program.Run(arguments);
        File.WriteAllText(program.Journals().Single(), "{oops\n{}\n");
        var (code, output, errors) = program.Run([.. arguments, "--recipe=ktls-ubuntu-24.04-x86_64"]);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("[ktls-ubuntu-24.04-x86_64] Launched i-"));
        Assert.That(errors, Does.Contain("ktls-debian-13-x86_64: The journal ").And.Contain("is corrupt at line 1"));
        Assert.That(program.Journals(), Has.Length.EqualTo(2));

        (code, _, errors) = program.Run(arguments);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("is corrupt at line 1"));
    }

    [Test]
    public async Task A_forced_command_that_is_killed_is_gone_on_with_and_after_its_good_end_another_is_begun()
    {
        string[] arguments = ["--target=SnapshotAmi", "--force"];
        using (var killed = Start(arguments))
        {
            await LaunchedAsync(killed);
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var (code, output, errors) = program.Run([.. arguments, "--instances=simulated"]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Not.Contain("Launched i-"));
        Assert.That(program.Journals(), Has.Length.EqualTo(1));

        (code, output, errors) = program.Run([.. arguments, "--instances=simulated"]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("Launched i-"));
        Assert.That(program.Journals(), Has.Length.EqualTo(2));
    }

    [Test]
    [Platform("Linux")]
    public void State_that_is_another_users_is_one_line_that_says_what_to_do()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("to be another user needs root");
        }

        using var project = new Project();
        project.Run("--target=PrepareInstance", "--instances=simulated");
        string[] nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"];
        var (code, output, errors) = Project.End(project.Start(["--target=PrepareInstance", "--instances=simulated"], nobody));
        if (errors.Contains("does not exist", StringComparison.Ordinal))
        {
            Assert.Ignore($"the program's folder is closed to other users: {errors.Trim()}");
        }

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain("another user's").And.Contain("--artifacts").And.Contain(project.Artifacts));
        Assert.That(Told(errors), Has.Exactly(1).Items, errors);
    }

    [Test]
    [Platform("Linux")]
    public void A_full_disk_is_one_line_that_says_what_to_do()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("a small file system needs root");
        }

        using var project = new Project();
        using var disk = new SmallDisk(project.Artifacts, "1m");
        disk.Fill();
        var (code, output, errors) = project.Run("--target=PrepareInstance", "--instances=simulated");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain("free space there").And.Contain(project.Artifacts));
        Assert.That(Told(errors), Has.Exactly(1).Items, errors);
    }

    private static IEnumerable<string> Told(string errors) =>
        errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal));

    private static int Count(string table, string cell) => table.Split('\n').Count(line => line.Contains(cell, StringComparison.Ordinal));

    /// <summary>Starts the program on a LocalCloud that does not know a new instance for half a minute.</summary>
    private Process Start(params string[] arguments)
    {
        var latencies = Path.Combine(program.Artifacts.FullName, "latencies.yml");
        File.WriteAllText(latencies, "eventual-consistency: 30\n");
        return program.Start([.. arguments, "--instances=simulated", $"--latency={latencies}"]);
    }

    private static async Task<string> LaunchedAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (Launched().Match(line) is { Success: true } launched)
            {
                return launched.Groups[1].Value;
            }
        }

        throw new AssertionException("The program ended before it launched: " + await process.StandardError.ReadToEndAsync(deadline.Token));
    }

    [GeneratedRegex("Launched (i-[0-9a-f]+)")]
    private static partial Regex Launched();

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
