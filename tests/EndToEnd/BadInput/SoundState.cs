using System.Diagnostics;

namespace Fleetyard.EndToEnd.BadInput;

/// <summary>What a run leaves that is not finished: made once, and copied for each test that spoils it.</summary>
[SetUpFixture]
public sealed class SoundState
{
    private static readonly Lazy<Project> Made = new(Make);

    /// <summary>Puts it in a project's artifacts folder; the same command would go on with its run.</summary>
    internal static void CopyTo(Project project)
    {
        project.MakeTrivial();
        Tool("cp", "--archive", Made.Value.Artifacts + "/.", project.Artifacts);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (Made.IsValueCreated)
        {
            Made.Value.Dispose();
        }
    }

    internal static void Tool(string name, params string[] arguments)
    {
        using var process = Process.Start(name, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{name} {string.Join(' ', arguments)}");
    }

    private static Project Make()
    {
        var project = new Project();
        project.MakeTrivial();
        var (code, output, errors) = project.Run("--target=InstallDeps", "--instances=simulated");
        Assert.That(code, Is.Zero, output + errors);
        return project;
    }
}
