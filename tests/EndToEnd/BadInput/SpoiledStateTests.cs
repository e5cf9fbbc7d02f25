using System.Text.RegularExpressions;

namespace Fleetyard.EndToEnd.BadInput;

/// <summary>Files that the program keeps, and finds other than it left them: one line that says so and what to do, and the file stays as it is.</summary>
[Platform("Linux"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed partial class SpoiledStateTests : IDisposable
{
    private const string Journal = "runs/*/journal.jsonl";
    private const string Report = "runs/*/run.json";
    private const string RecipeLock = "runs/*.lock";
    private const string Holder = "runs/*.lock.json";
    private const string Database = "local-cloud/simulated/state.db";
    private const string FolderLock = "local-cloud/simulated/state.lock";
    private const string Instances = "local-cloud/hosts/simulated/instances";

    private static readonly string[] Nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"];

    private readonly Project project = new();
    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("fleetyard-elsewhere-");

    public SpoiledStateTests() => SoundState.CopyTo(project);

    public void Dispose()
    {
        project.Dispose();
        elsewhere.Delete(recursive: true);
    }

    [TestCase(Journal, "garbage", "is corrupt at line 1; move its folder away, and --target=Status")]
    [TestCase(Journal, "empty", "is empty, though")]
    [TestCase(Journal, "gone", "is gone, though")]
    [TestCase(Journal, "newer", "was written by a newer Fleetyard (version 99")]
    [TestCase(Journal, "folder", "it is a folder; a file belongs there")]
    [TestCase(Journal, "link", "it is a link to ELSEWHERE; a file belongs there")]
    [TestCase(Report, "folder", "it is a folder; a file belongs there")]
    [TestCase(Report, "link", "it is a link to ELSEWHERE; a file belongs there")]
    [TestCase(RecipeLock, "folder", "it is a folder; a file belongs there")]
    [TestCase(RecipeLock, "link", "it is a link to ELSEWHERE; a file belongs there")]
    [TestCase(Holder, "folder", "it is a folder; a file belongs there")]
    [TestCase(Holder, "link", "it is a link to ELSEWHERE; a file belongs there")]
    [TestCase(Database, "garbage", "is corrupt (SQLite Error 26")]
    [TestCase(Database, "truncated", "is corrupt (")]
    [TestCase(Database, "empty", "is corrupt (it is empty)")]
    [TestCase(Database, "gone", "is corrupt (it is gone, and its lock is there)")]
    [TestCase(Database, "newer", "has schema 99, this program knows 2; use the newer program")]
    [TestCase(Database, "a row that is no document", "is corrupt (InstanceDocument: ")]
    [TestCase(Database, "folder", "is a folder, and a file belongs there")]
    [TestCase(Database, "link", "is a link to ELSEWHERE, and a file belongs there")]
    [TestCase(FolderLock, "folder", "is a folder, and a file belongs there")]
    [TestCase(FolderLock, "link", "is a link to ELSEWHERE, and a file belongs there")]
    [TestCase(Instances, "file", "is a file, and a folder belongs there")]
    [TestCase(Instances, "linked", "is a link to ELSEWHERE, where unknown instances and images would be removed")]
    public void A_file_that_is_not_as_it_was_left_is_told(string file, string how, string told) => Refused(file, how, told);

    [TestCase(Journal, "read-only", "it is read-only or another user's: make it writable")]
    [TestCase(Journal, "another's", "it is read-only or another user's: make it writable, run as the user whose it is")]
    [TestCase(Report, "in a read-only folder", "it is read-only or another user's: make it writable")]
    [TestCase(RecipeLock, "read-only", "it is read-only or another user's: make it writable")]
    [TestCase(RecipeLock, "another's", "it is read-only or another user's: make it writable, run as the user whose it is")]
    [TestCase(Holder, "read-only", "it is read-only or another user's: make it writable")]
    [TestCase(Holder, "another's", "it is read-only or another user's: make it writable, run as the user whose it is")]
    [TestCase(Database, "read-only", "it is read-only or another user's")]
    [TestCase(Database, "another's", "it is read-only or another user's")]
    [TestCase(FolderLock, "read-only", "it is read-only or another user's")]
    [TestCase(FolderLock, "another's", "it is read-only or another user's")]
    [TestCase(Instances, "another's", "is another user's")]
    public void A_file_that_this_user_cannot_write_is_told(string file, string how, string told)
    {
        NeedsRoot();
        SoundState.Tool("chown", "--recursive", "65534:65534", project.Artifacts);
        Refused(file, how, told, Nobody);
    }

    [TestCase(Journal, "make the folder writable")]
    [TestCase(RecipeLock, "make the folder writable")]
    [TestCase(Database, "it is read-only or another user's")]
    public void A_read_only_disk_is_told(string file, string told)
    {
        NeedsRoot();
        using var disk = DiskUnder(file, "4m");
        SoundState.Tool("mount", "-o", "remount,ro", Path.GetDirectoryName(Found(file))!);
        Refused(file, "as it was", told);
    }

    [TestCase(Journal, "free space there")]
    [TestCase(RecipeLock, "free space there")]
    [TestCase(Database, "free space there")]
    public void A_full_disk_is_told(string file, string told)
    {
        NeedsRoot();
        using var disk = DiskUnder(file, "1m");
        disk.Fill();
        var (code, output, errors) = Run();
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(Told(errors), Does.Contain(told).And.Contain(Path.GetDirectoryName(Found(file))));
    }

    [TestCase(Journal, "half of a line more", "was not written to its end")]
    [TestCase(Report, "garbage", "")]
    [TestCase(Report, "empty", "")]
    [TestCase(Report, "gone", "")]
    [TestCase(RecipeLock, "garbage", "")]
    [TestCase(Holder, "garbage", "")]
    [TestCase(FolderLock, "garbage", "")]
    [TestCase(Database, "older", "")]
    public void What_says_nothing_that_is_not_said_elsewhere_too_is_gone_on_without(string file, string how, string told)
    {
        var id = Path.GetFileName(Path.GetDirectoryName(Found(Journal)))!;
        Spoiling.Spoil(Found(file), how, elsewhere.FullName);
        var (code, output, errors) = Run("--verbosity=normal");
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output + errors, Does.Contain(told).And.Contain($"run {id}"), "the same run goes on");
        Assert.That(File.ReadAllText(Found(Report)), Does.Contain(id));
    }

    private void Refused(string file, string how, string told, params string[] @as)
    {
        var path = Found(file);
        Spoiling.Spoil(path, how, elsewhere.FullName);
        var before = Spoiling.Content(path);
        var (code, output, errors) = Project.End(project.Start(["--target=InstallDeps", "--instances=simulated"], @as));
        if (errors.Contains("does not exist", StringComparison.Ordinal) && @as.Length > 0)
        {
            Assert.Ignore($"the program's folder is closed to other users: {errors.Trim()}");
        }

        Assert.That(code, Is.EqualTo(1), output);
        var line = Told(errors);
        Assert.That(line, Does.Contain(path).And.Contain(told.Split(" ELSEWHERE")[0]).And.Contain(told.Split("ELSEWHERE")[^1]));
        Assert.That(line, told.Contains("ELSEWHERE", StringComparison.Ordinal) ? Does.Contain($" {elsewhere.FullName}") : Is.Not.Empty);
        Assert.That(Spoiling.Content(path), Is.EqualTo(before), "it is as it was");
        Assert.That(Directory.GetDirectories(Path.Combine(project.Artifacts, "runs"), "2*"), Has.Length.EqualTo(1), "no other run was begun");
    }

    private (int Code, string Output, string Errors) Run(params string[] more) => project.Run(["--target=InstallDeps", "--instances=simulated", .. more]);

    /// <summary>A small disk in place of the folder that a file is in, with what was there.</summary>
    private SmallDisk DiskUnder(string file, string size)
    {
        var folder = Path.GetDirectoryName(Found(file))!;
        var kept = Path.Combine(elsewhere.FullName, "kept");
        SoundState.Tool("cp", "--archive", folder, kept);
        var disk = new SmallDisk(folder, size);
        SoundState.Tool("cp", "--archive", kept + "/.", folder);
        return disk;
    }

    private string Found(string file)
    {
        var parts = file.Split('/');
        var folder = parts[1] == "*" ? Directory.GetDirectories(Path.Combine(project.Artifacts, "runs"), "2*").Single() : Path.Combine([project.Artifacts, .. parts[..^1]]);
        return parts[^1].StartsWith('*') ? Directory.GetFileSystemEntries(folder, parts[^1]).Single() : Path.Combine(folder, parts[^1]);
    }

    private static string Told(string errors)
    {
        var told = errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)).Select(line => Colour().Replace(line, "")).ToList();
        Assert.That(told, Has.Count.EqualTo(1), errors);
        return told[0];
    }

    private static void NeedsRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("another user and a small file system need root");
        }
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
