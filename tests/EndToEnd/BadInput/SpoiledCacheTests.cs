namespace Fleetyard.EndToEnd.BadInput;

/// <summary>A cache of what images hold that is other than it was left: the look goes on without it, and says so in one line.</summary>
[Platform("Linux"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed class SpoiledCacheTests : IDisposable
{
    private const string LeftAside = "this file of the cache is left aside";

    private readonly FleetyardProgram program = new();

    private string Cache => Path.Combine(program.Artifacts.FullName, "cache", "fleetyard", "images", "v1");

    public void Dispose() => program.Dispose();

    [TestCase("garbage")]
    [TestCase("truncated")]
    [TestCase("empty")]
    [TestCase("another version")]
    [TestCase("folder")]
    public void A_file_that_is_spoiled_is_left_aside_with_one_line_and_made_anew(string how)
    {
        var sound = Look();
        var files = Directory.GetFiles(Cache);
        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
        {
            Spoil(file, how);
        }

        var spoiled = Look();
        Assert.That(spoiled.Split('\n').Count(line => line.Contains(LeftAside, StringComparison.Ordinal)), Is.EqualTo(1), spoiled);
        Assert.That(sound, Does.Not.Contain(LeftAside));
        Assert.That(Look(), how == "folder" ? Does.Contain(LeftAside) : Does.Not.Contain(LeftAside), "it was made anew, where that was possible");
    }

    [Test]
    public void A_link_in_it_is_read_and_never_written_through()
    {
        Look();
        var elsewhere = Path.Combine(program.Artifacts.FullName, "precious");
        File.WriteAllText(elsewhere, "precious");
        foreach (var file in Directory.GetFiles(Cache))
        {
            File.Delete(file);
            File.CreateSymbolicLink(file, elsewhere);
        }

        Assert.That(Look(), Does.Contain(LeftAside));
        Assert.That(File.ReadAllText(elsewhere), Is.EqualTo("precious"));
        Assert.That(Directory.GetFiles(Cache).Select(file => new FileInfo(file).LinkTarget), Is.All.Null, "sound files took their places");
    }

    [Test]
    public void A_full_disk_is_one_line_and_the_look_goes_on()
    {
        using var disk = new SmallDisk(Directory.CreateDirectory(Path.Combine(program.Artifacts.FullName, "cache")).FullName, "64k");
        disk.Fill();
        Assert.That(Look().Split('\n').Count(line => line.Contains("it cannot be written: ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    private static void Spoil(string file, string how)
    {
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        switch (how)
        {
            case "garbage": File.WriteAllText(file, new string('x', 500)); break;
            case "truncated": File.WriteAllBytes(file, bytes[..^1]); break;
            case "empty": File.WriteAllBytes(file, []); break;
            case "folder": Directory.CreateDirectory(file); break;
            default:
                // The byte behind the name of the format.
                bytes[7] = 9;
                File.WriteAllBytes(file, bytes);
                break;
        }
    }

    /// <summary>What the program says beside the inventory, which is to be there in any case.</summary>
    private string Look()
    {
        var environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = $"unix://{SharedEngine.Engine.Socket}", ["XDG_CACHE_HOME"] = Path.Combine(program.Artifacts.FullName, "cache") };
        var (code, output, errors) = program.Run(environment, "--target=InspectImage", "--image=debian:13", "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("\"layers\""));
        return errors;
    }
}
