using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>A project of a test's own: the shipped recipes, with the scripts that the test writes.</summary>
internal sealed class Project : IDisposable
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    // Not a private temporary folder: a test may start the program as another user.
    private readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"fleetyard-project-{Guid.NewGuid()}"));

    public Project()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "recipes"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Artifacts = Directory.CreateDirectory(Path.Combine(folder.FullName, "artifacts")).FullName;
    }

    /// <summary>Where runs and LocalCloud's state are kept.</summary>
    public string Artifacts { get; }

    /// <summary>What the program finds in its environment beside the test's own.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Writes a recipe.</summary>
    public void WriteRecipe(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, "recipes", "fleets", $"{name}.yml"), text);

    /// <summary>The text of a recipe.</summary>
    public string ReadRecipe(string name) => File.ReadAllText(Path.Combine(folder.FullName, "recipes", "fleets", $"{name}.yml"));

    /// <summary>Replaces a script of the recipes.</summary>
    public void Write(string script, string text) => File.WriteAllText(Path.Combine(folder.FullName, "recipes", "scripts", script), text);

    /// <summary>Replaces every script by one that does nothing, and the verify commands; a chain of them wants nothing of its instance.</summary>
    public void MakeTrivial(string verify = "true")
    {
        foreach (var script in Directory.GetFiles(Path.Combine(folder.FullName, "recipes", "scripts")).Select(Path.GetFileName))
        {
            Write(script!, script == "clean-up.sh" ? "#!/bin/sh\necho FLEETYARD_FACT audit=nothing left\n" : "#!/bin/sh\n:\n");
        }

        var recipe = Path.Combine(folder.FullName, "recipes", "fleets", "ktls-debian-13-x86_64.yml");
        var shipped = File.ReadAllText(recipe);
        File.WriteAllText(recipe, $"{shipped[..shipped.IndexOf("verify:", StringComparison.Ordinal)]}verify: ['{verify}']\n");
    }

    /// <summary>Starts the program; <paramref name="as"/> is a command that starts commands.</summary>
    public Process Start(IEnumerable<string> arguments, params string[] @as)
    {
        string[] command = [.. @as, "dotnet", FleetyardProgram.File, $"--working={folder.FullName}", $"--artifacts={Artifacts}", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts the program at a terminal of its own, whose keys are the standard input; script(1) of util-linux makes it.</summary>
    public Process StartAtTerminal(params string[] arguments)
    {
        string[] command = ["dotnet", FleetyardProgram.File, $"--working={folder.FullName}", $"--artifacts={Artifacts}", .. arguments];
        return Process.Start(new ProcessStartInfo("script", ["--quiet", "--return", "--command", string.Join(' ', command), "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Runs the program to its end.</summary>
    public (int Code, string Output, string Errors) Run(params string[] arguments) => End(Start(arguments));

    /// <summary>Waits for the end of what was started.</summary>
    public static (int Code, string Output, string Errors) End(Process started)
    {
        using var process = started;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(MostTime))
        {
            process.Kill();
            Assert.Fail($"The program did not end within {MostTime.TotalMinutes} minutes.");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
