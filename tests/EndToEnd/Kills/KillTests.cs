using System.Diagnostics;
using System.Globalization;

namespace Fleetyard.EndToEnd.Kills;

/// <summary>What is the same for instances of every kind that is killed.</summary>
[Platform("Linux"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public abstract class KillTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private protected KillTests(string instances)
    {
        Instances = instances;
        Word = Random.Shared.Next(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        Project.MakeTrivial();
        Traces = new Traces(Project.Artifacts, Word);
    }

    private protected Project Project { get; } = new();

    private protected Traces Traces { get; }

    /// <summary>Seconds to sleep, which only this test's scripts do.</summary>
    private protected string Word { get; }

    private protected string Instances { get; }

    /// <summary>Beside the program's own environment, as env(1) has it.</summary>
    private protected List<string> Variables { get; } = [];

    [SetUp]
    public void NeedsRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore($"{Instances} instances that are killed need root");
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Project.Dispose();

    private protected Process Start(params string[] arguments) => Project.Start([.. arguments, $"--instances={Instances}"], ["env", .. Variables]);

    private protected (int Code, string Output, string Errors) Run(params string[] arguments) => Project.End(Start(arguments));

    /// <summary>Runs the program, which is to end well.</summary>
    private protected string Succeed(params string[] arguments)
    {
        var (code, output, errors) = Run(arguments);
        Assert.That(code, Is.Zero, output + errors);
        return output;
    }

    /// <summary>Runs the program, which is to fail in one line.</summary>
    private protected string Fail(params string[] arguments)
    {
        var (code, output, errors) = Run(arguments);
        Assert.That(code, Is.EqualTo(1), output + errors);
        return Told(errors);
    }

    /// <summary>The one line that the program failed with.</summary>
    private protected static string Told(string errors)
    {
        var told = errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)).ToList();
        Assert.That(told, Has.Count.EqualTo(1), errors);
        return told[0];
    }

    /// <summary>Starts the program, waits for a moment and kills it, as <c>kill -9</c> does.</summary>
    private protected async Task KillAsync(string target, Func<Process, Task> moment)
    {
        using var program = Start($"--target={target}", "--verbosity=verbose");
        try
        {
            await moment(program).WaitAsync(Patience);
            Traces.Note();
        }
        catch (TimeoutException)
        {
            program.Kill();
            Assert.Fail($"It did not come to that: {await program.StandardOutput.ReadToEndAsync()}{await program.StandardError.ReadToEndAsync()}");
        }

        program.Kill();
        await program.WaitForExitAsync();
    }

    /// <summary>A moment: a line of the program's output.</summary>
    private protected static Func<Process, Task> Said(string words) => async program =>
    {
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The program ended before it said '{words}': {await program.StandardError.ReadToEndAsync()}");
    };

    /// <summary>A moment: something holds.</summary>
    private protected static Func<Process, Task> When(Func<bool> holds) => async program =>
    {
        while (!holds())
        {
            Assert.That(program.HasExited, Is.False, () => program.StandardOutput.ReadToEnd() + program.StandardError.ReadToEnd());
            await Task.Delay(10);
        }
    };

    /// <summary>A script that says where it is and stays there, with a daemon that left it; another time it does nothing.</summary>
    private protected string Staying() => $"#!/bin/sh\n[ ! -e /opt/twice ] || exit 0\nmkdir -p /opt\n: >/opt/twice\n(setsid sleep {Word} &)\necho up-and-running\nsleep {Word}\n";

    /// <summary>That nothing of the project is mounted or runs any more.</summary>
    private protected void AssertNoTraces() => Assert.That(Traces.Left, Is.Empty.After(10).Seconds.PollEvery(50).MilliSeconds);

    /// <summary>What stands in a folder of the instances' host.</summary>
    private protected string[] Kept(string folder)
    {
        var path = Path.Combine(Project.Artifacts, "local-cloud", "hosts", Instances, folder);
        return Directory.Exists(path) ? Directory.GetFileSystemEntries(path) : [];
    }
}
