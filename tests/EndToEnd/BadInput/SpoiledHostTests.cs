namespace Fleetyard.EndToEnd.BadInput;

/// <summary>What hosts of instances keep, where something else stands in its place: nothing that is not theirs is removed or written to.</summary>
[Platform("Linux"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed class SpoiledHostTests : IDisposable
{
    private readonly Project project = new();
    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("fleetyard-elsewhere-");

    [SetUp]
    public void NeedsRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("instances that run need root");
        }
    }

    public void Dispose()
    {
        project.Dispose();
        elsewhere.Delete(recursive: true);
    }

    [TestCase("overlay", "instances")]
    [TestCase("overlay", "images")]
    [TestCase("docker", "commits")]
    public void A_link_is_told_and_what_it_leads_to_stays(string instances, string folder)
    {
        var precious = elsewhere.CreateSubdirectory("precious").FullName;
        Directory.CreateDirectory(Host(instances));
        Directory.CreateSymbolicLink(Path.Combine(Host(instances), folder), elsewhere.FullName);
        Assert.That(Fail(instances), Does.Contain($"{Path.Combine(Host(instances), folder)} is a link to {elsewhere.FullName}").And.Contain("put a folder in its place"));
        Assert.That(elsewhere.GetFileSystemInfos().Select(entry => entry.FullName), Is.EqualTo(new[] { precious }));
    }

    [TestCase("instances", "overlay instances do not work here")]
    [TestCase("images", "is a file, and a folder belongs there; move it away")]
    public void A_file_is_told_and_stays(string folder, string told)
    {
        var file = Path.Combine(Directory.CreateDirectory(Host("overlay")).FullName, folder);
        File.WriteAllText(file, "precious");
        Assert.That(Fail("overlay"), Does.Contain(told).And.Contain(file));
        Assert.That(File.ReadAllText(file), Is.EqualTo("precious"));
    }

    [Test]
    public void A_read_only_disk_is_told()
    {
        using var disk = new SmallDisk(Directory.CreateDirectory(Host("overlay")).FullName, "1m");
        SoundState.Tool("mount", "-o", "remount,ro", Host("overlay"));
        Assert.That(Fail("overlay"), Does.Contain("overlay instances do not work here").And.Contain("Read-only file system").And.Contain(Host("overlay")));
    }

    private string Host(string instances) => Path.Combine(project.Artifacts, "local-cloud", "hosts", instances);

    private string Fail(string instances)
    {
        string[] engine = instances == "docker" ? ["env", $"DOCKER_HOST=unix://{SharedEngine.Engine.Socket}"] : [];
        var (code, output, errors) = Project.End(project.Start(["--target=PrepareInstance", $"--instances={instances}"], engine));
        Assert.That(code, Is.EqualTo(1), output);
        var told = errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)).ToList();
        Assert.That(told, Has.Count.EqualTo(1), errors);
        return told[0];
    }
}
