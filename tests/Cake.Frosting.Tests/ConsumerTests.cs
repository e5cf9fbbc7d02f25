using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Tests;

/// <summary>A stranger's build, compiled against the subset and started as a program.</summary>
public sealed partial class ConsumerTests
{
    [Test]
    public void A_documented_build_compiles_and_runs()
    {
        var (code, output, errors) = Start("--configuration=Debug");
        Assert.That(code, Is.Zero, errors);
        Assert.That(Lines(output, "Setting up for Default", "Compiling as Debug", "Compile is over", "Tearing down"), Is.EqualTo(new[] { 0, 1, 2, 3 }), output);
        Assert.That(errors, Does.Contain("Lint"));
    }

    [Test]
    public void Its_exit_code_comes_through_the_process()
    {
        var (code, output, errors) = Start("--fail");
        Assert.That(code, Is.EqualTo(7));
        Assert.That(errors, Does.Contain("Compile failed").And.Contain("Error: The compiler has a bad day."));
        Assert.That(output, Does.Contain("Compile is over").And.Contain("Tearing down"));
    }

    [Test]
    public void Its_tasks_are_those_of_the_entry_assembly()
    {
        var (code, output, _) = Start("--description");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Match(@"Clean\s+Empties the output folder\.").And.Match(@"Compile\s+Compiles\.").And.Contain("Lint").And.Contain("Default"));
    }

    /// <summary>The places of texts among each other.</summary>
    private static IEnumerable<int> Lines(string output, params string[] texts)
    {
        var places = texts.Select(text => output.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.That(places, Has.None.Negative, output);
        return places.Select(place => places.Order().ToList().IndexOf(place));
    }

    private static (int Code, string Output, string Errors) Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Consumer.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, Colour().Replace(output, ""), Colour().Replace(errors.Result, ""));
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
