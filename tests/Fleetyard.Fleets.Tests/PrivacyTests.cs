using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>What is kept of a run is for its user alone.</summary>
[Platform("Linux")]
internal sealed class PrivacyTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Test]
    public async Task Every_file_of_a_run_is_its_user_s_alone()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Installing(Sample.Script("seq 1 20000"));
        await yard.CommandAsync("VerifyFleet");
        var files = Directory.GetFiles(yard.Runs, "*", SearchOption.AllDirectories);
        Assert.That(files.Select(Path.GetFileName), Is.SupersetOf(new[] { "journal.jsonl", "run.json", "InstallDeps.script.sh.log" }));
        Assert.That(files.Where(file => file.EndsWith(".lock", StringComparison.Ordinal) || file.EndsWith(".lock.json", StringComparison.Ordinal)), Has.Exactly(2).Items);
        Assert.That(Open(yard.Runs), Is.Empty);
    }

    [Test]
    public async Task A_folder_of_runs_that_an_earlier_version_left_open_is_closed()
    {
        await using var yard = await Yard.OpenAsync();
        Directory.CreateDirectory(yard.Runs);
        SetMode(yard.Runs, Others | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var run = yard.Begin();
        Assert.That(Open(yard.Runs), Is.Empty);
    }

    private static IEnumerable<string> Open(string folder) => OperatingSystem.IsWindows()
        ? []
        : Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).Where(HasOthers);

    private static bool HasOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
