using System.Globalization;

namespace Fleetyard.Benchmarks.Images;

/// <summary>A command as somebody runs it who may ask the engine and is not root.</summary>
internal static class Unprivileged
{
    private const int Nobody = 65534;
    private const string Socket = "/var/run/docker.sock";

    /// <summary>The command for nobody in the socket's group; null where nobody cannot run this project.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="home">A folder that becomes nobody's home.</param>
    /// <param name="command">What is run.</param>
    public static string[]? Command(string project, DirectoryInfo home, string[] command)
    {
        var folder = home.CreateSubdirectory("nobody").FullName;
        var group = int.Parse(Output("stat", "--format=%g", Socket), CultureInfo.InvariantCulture);
        Measured.Run(project, false, "chown", $"{Nobody}:{Nobody}", folder);
        Measured.Run(project, false, "chmod", "a+x", home.FullName);
        string[] prefix =
        [
            "setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", $"--groups={group}", "--inh-caps=-all", "--bounding-set=-all", "env", $"HOME={folder}", "DOTNET_CLI_TELEMETRY_OPTOUT=1",
        ];
        try
        {
            Measured.Run(project, false, [.. prefix, .. command]);
            return [.. prefix, .. command];
        }
        catch (InvalidOperationException refusal)
        {
            Console.WriteLine($"  nobody cannot run this project: {refusal.Message.ReplaceLineEndings(" ")[..Math.Min(refusal.Message.Length, 300)]}");
            return null;
        }
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
