namespace Fleetyard.EndToEnd.Kills;

/// <summary>What a project has on this machine beside its files: mounts and processes, in whatever namespace.</summary>
/// <param name="artifacts">The project's artifacts folder.</param>
/// <param name="word">A word in the command line of what its scripts start, that nothing else on the machine has.</param>
internal sealed class Traces(string artifacts, string word)
{
    private readonly HashSet<string> namespaces = [];

    /// <summary>Takes note of the namespaces that the project's instances have now.</summary>
    public void Note()
    {
        foreach (var process in Processes.Where(process => Read(process, "cmdline").Contains(artifacts + "/local-cloud", StringComparison.Ordinal)))
        {
            namespaces.Add(Link(process, "mnt"));
        }

        // Unshare itself, which waits outside, and the program are in this machine's own.
        namespaces.Remove(Link("/proc/self", "mnt"));
    }

    /// <summary>Everything that is there, a line each.</summary>
    public IReadOnlyList<string> Left() =>
    [
        .. from process in Processes
           let command = Read(process, "cmdline").Replace('\0', ' ')
           where namespaces.Contains(Link(process, "mnt")) || command.Contains(word, StringComparison.Ordinal) || command.Contains(artifacts + "/local-cloud", StringComparison.Ordinal)
           select $"{process}: {command[..Math.Min(command.Length, 200)]}",
        .. from process in Processes
           from mount in Read(process, "mountinfo").Split('\n')
           where mount.Contains(artifacts + "/local-cloud", StringComparison.Ordinal)
           select $"{process}: {mount}",
    ];

    /// <summary>The namespaces that were noted.</summary>
    public int Noted => namespaces.Count;

    private static IEnumerable<string> Processes => Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]));

    private static string Link(string process, string kind) => Try(() => new FileInfo(Path.Combine(process, "ns", kind)).LinkTarget) ?? "";

    private static string Read(string process, string file) => Try(() => File.ReadAllText(Path.Combine(process, file))) ?? "";

    private static string? Try(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
