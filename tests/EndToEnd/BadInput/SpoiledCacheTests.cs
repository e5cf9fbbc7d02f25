using System.Text.Json;

namespace Fleetyard.EndToEnd.BadInput;

/// <summary>A cache of what images hold that is other than it was left: the look goes on without it, and says so in one line.</summary>
[Platform("Linux"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed class SpoiledCacheTests : IDisposable
{
    private const string LeftAside = "this file of the cache is left aside";

    private const string WhatToDo = "; free space, make it yours, name another by XDG_CACHE_HOME, or look without one (--no-cache)";

    private readonly FleetyardProgram program = new();

    private string Cache => Path.Combine(program.Artifacts.FullName, "cache", "fleetyard", "images", "v1");

    public void Dispose() => program.Dispose();

    [TestCase("garbage")]
    [TestCase("truncated")]
    [TestCase("empty")]
    [TestCase("another version")]
    public void A_file_that_is_spoiled_is_left_aside_with_one_line_and_made_anew(string how)
    {
        var sound = Look();
        var files = Directory.GetFiles(Cache);
        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
        {
            Spoil(file, how);
        }

        Assert.That(Look(), Has.Length.EqualTo(1).And.All.Contains(LeftAside));
        Assert.That((sound, Look()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())), "it was made anew");
    }

    [Test]
    public void A_folder_in_the_place_of_a_file_is_told_and_stays()
    {
        Look();
        foreach (var file in Directory.GetFiles(Cache))
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
        }

        var told = Look();
        Assert.That(told, Has.Length.EqualTo(2));
        Assert.That(told[0], Does.Contain(LeftAside));
        Assert.That(told[1], Does.Contain("it cannot be written: "));
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

        Assert.That(Look(), Has.Length.EqualTo(1).And.All.Contains(LeftAside));
        Assert.That(File.ReadAllText(elsewhere), Is.EqualTo("precious"));
        Assert.That(Directory.GetFiles(Cache).Select(file => new FileInfo(file).LinkTarget), Is.All.Null, "sound files took their places");
    }

    [Test]
    public void A_full_disk_is_one_line_and_the_look_goes_on()
    {
        using var disk = new SmallDisk(Directory.CreateDirectory(Path.Combine(program.Artifacts.FullName, "cache")).FullName, "64k");
        disk.Fill();
        Assert.That(Look(), Has.Length.EqualTo(1).And.All.Contains("it cannot be written: ").And.All.EndsWith(WhatToDo));
    }

    [Test]
    public void A_read_only_disk_is_one_line_and_the_look_goes_on()
    {
        var folder = Directory.CreateDirectory(Path.Combine(program.Artifacts.FullName, "cache"));
        using var disk = new SmallDisk(folder.FullName, "64k");
        SoundState.Tool("mount", "-o", "remount,ro", folder.FullName);
        Assert.That(Look(), Has.Length.EqualTo(1).And.All.Contains("it cannot be written: ").And.All.EndsWith(WhatToDo));
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
            default:
                // The byte behind the name of the format.
                bytes[7] = 9;
                File.WriteAllBytes(file, bytes);
                break;
        }
    }

    /// <summary>What is odd, as the inventory has it, which is to be there in any case.</summary>
    private string[] Look()
    {
        var environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = $"unix://{SharedEngine.Engine.Socket}", ["XDG_CACHE_HOME"] = Path.Combine(program.Artifacts.FullName, "cache") };
        var (code, output, errors) = program.Run(environment, "--target=InspectImage", "--image=debian:13", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var inventory = JsonDocument.Parse(output);
        return [.. inventory.RootElement.GetProperty("images")[0].GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("message").GetString()!)];
    }
}
