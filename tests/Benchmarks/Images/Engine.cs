using System.Diagnostics;

namespace Fleetyard.Benchmarks.Images;

/// <summary>The docker CLI, as far as benchmarks prepare images with it.</summary>
internal static class Engine
{
    public static bool Has(string image) => Ask("images", "--quiet", image).Length > 0;

    /// <summary>What a command answers.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Ask(params string[] arguments)
    {
        // The builder in the engine itself, for BuildKit's client is a package of its own.
        using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DOCKER_BUILDKIT"] = "0" } })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output[^Math.Min(output.Length, 2000)..]}\n{errors.Result}");
    }

    /// <summary>Builds an image; its packages come over the network that this machine has.</summary>
    public static void Build(string context, string dockerfile, string name)
    {
        File.WriteAllText(Path.Combine(context, "Dockerfile"), dockerfile);
        Ask("build", "--quiet", "--force-rm", "--network=host", "--tag", name, context);
    }
}
