using System.ComponentModel;
using System.Diagnostics;

namespace Fleetyard.Recipes.Tests;

internal sealed class ScriptTests
{
    private static IEnumerable<string> Scripts() => Directory.EnumerateFiles(Sample.Scripts, "*.sh").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Scripts))]
    public void Script_is_clean_under_shellcheck(string script)
    {
        var (code, output) = Run("shellcheck", Path.Combine(Sample.Scripts, script));
        Assert.That(code, Is.Zero, output);
    }

    [TestCaseSource(nameof(Scripts))]
    public void Script_names_its_interpreter_and_stops_at_the_first_failure(string script)
    {
        var lines = File.ReadAllLines(Path.Combine(Sample.Scripts, script));

        Assert.That(lines[0], Is.EqualTo("#!/bin/sh"));
        Assert.That(lines, Does.Contain("set -eu"));
    }

    private static (int Code, string Output) Run(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program) { ArgumentList = { argument }, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"There is no {program} here; install Debian's package {program}.");
            throw;
        }
    }
}
