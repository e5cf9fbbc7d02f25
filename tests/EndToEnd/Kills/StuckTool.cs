namespace Fleetyard.EndToEnd.Kills;

/// <summary>One of the system's tools as the program finds it, which stands still where it is asked for a certain thing, for a while or for ever.</summary>
internal sealed class StuckTool : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-stuck-");

    /// <param name="name">The tool.</param>
    /// <param name="pattern">What its host's name and its arguments look like then, as the shell's <c>case</c> has it.</param>
    /// <param name="stand">What it does then, before it goes on.</param>
    public StuckTool(string name, string pattern, string stand)
    {
        var real = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(place => Path.Combine(place, name)).First(File.Exists);
        var tool = Path.Combine(folder.FullName, name);
        File.WriteAllText(tool, $"""
            #!/bin/sh
            case "$(uname -n) $*" in
              {pattern}) : >'{Marker}'; {stand} ;;
            esac
            exec {real} "$@"

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>The <c>PATH</c> that has it first.</summary>
    public string SearchPath => $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>Whether it stands still.</summary>
    public bool IsStuck => File.Exists(Marker);

    private string Marker => Path.Combine(folder.FullName, "stuck");

    public void Dispose() => folder.Delete(recursive: true);
}
