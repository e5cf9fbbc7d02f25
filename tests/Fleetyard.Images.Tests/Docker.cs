using System.Diagnostics;

namespace Fleetyard.Images.Tests;

/// <summary>The docker CLI, as people use it.</summary>
internal static class Docker
{
    private static readonly Lazy<string?> Missing = new(() => Start("docker", "version", "--format", "{{.Server.Os}}") switch
    {
        null => "needs the docker CLI (Debian's docker-cli)",
        { Code: 0, Output: "linux" } => null,
        { } other => $"needs a Docker engine that runs Linux containers (Debian's docker.io): {other.Error}",
    });

    public static void Require()
    {
        if (Missing.Value is { } reason)
        {
            Assert.Ignore(reason);
        }
    }

    public static string Run(params string[] arguments)
    {
        var done = Start("docker", arguments)!;
        Assert.That(done.Code, Is.Zero, $"docker {string.Join(' ', arguments)}: {done.Error}");
        return done.Output;
    }

    public static Done? Start(string program, params string[] arguments) => StartWith(null, program, arguments);

    /// <summary>The same with something to read.</summary>
    public static Done? StartWith(string? input, string program, params string[] arguments)
    {
        try
        {
            // The builder in the engine itself, for BuildKit's client is a package of its own.
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = input is not null,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOCKER_BUILDKIT"] = "0" },
            })!;
            if (input is not null)
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            }

            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new Done(process.ExitCode, output.TrimEnd('\n'), error.GetAwaiter().GetResult().Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    internal sealed record Done(int Code, string Output, string Error);
}
