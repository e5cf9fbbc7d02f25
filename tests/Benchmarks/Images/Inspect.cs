namespace Fleetyard.Benchmarks.Images;

/// <summary>Commands that are measured: ours, as people type it, and the runbook's.</summary>
internal static class Inspect
{
    /// <summary>The command, its cache of layers in a folder of the benchmark's own.</summary>
    public static string[] Command(string cache, string image, params string[] options) =>
        ["env", $"XDG_CACHE_HOME={cache}", "./build.sh", "--target=InspectImage", $"--image={image}", .. options];

    /// <summary>The command without a cache.</summary>
    public static string[] Uncached(string image, params string[] options) => ["./build.sh", "--target=InspectImage", $"--image={image}", "--no-cache", .. options];

    /// <summary>The runbook's two commands, one after the other.</summary>
    public static double Runbook(string project, string image) =>
        new[] { "libcrypto*", "clang*" }.Sum(name => Measured.Run(project, false, "docker", "run", "--rm", "--entrypoint", "find", image, "/", "-name", name).Seconds);

    public static double StartUp(string project) => Measured.Run(project, false, "./build.sh", "--target=Default").Seconds;
}
