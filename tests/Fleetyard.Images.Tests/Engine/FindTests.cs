using System.Formats.Tar;

namespace Fleetyard.Images.Tests.Engine;

/// <summary>An image's own find, run where it can do no harm.</summary>
internal sealed class FindTests
{
    private const string Own = "/own";

    /// <summary>Scripts in find's place, and what is said of each.</summary>
    private static readonly (string Name, string Script, string Said)[] Hostile =
    [
        ("prints garbage", "echo garbage; $b cat /.busybox/busybox", "printed no type and mode"),
        ("prints nothing", "exit 0", "printed nothing"),
        ("ends in the middle", @"printf 'd755 4096\0/\0\0f644'", "half a record"),
        ("climbs out", @"printf 'd755 4096\0/\0\0f644 1\0/../x\0\0'", "a path that cannot be there (/../x)"),
        ("makes up a directory's content", @"printf 'd755 4096\0/\0\0f644 1\0/none/x\0\0'", "a path that cannot be there (/none/x)"),
        ("goes through a link", @"printf 'd755 4096\0/\0\0l777 1\0/a\0/etc\0f644 1\0/a/x\0\0'", "a path that cannot be there (/a/x)"),
        ("never ends a word", "$b yes | $b tr -d '\\n'", "a word of more than 4096 bytes"),
        ("never ends", @"printf 'd755 4096\0/\0\0'; i=0; while true; do i=$((i+1)); printf 'f644 1\0/%s\0\0' $i; done", "more than 1000 entries"),
        ("never ends complaining", "$b yes >&2", "was killed"),
        ("sleeps for ever", "$b sleep 100000", "did not end within 4 s and was killed"),
        ("closes its output and sleeps", "exec >&- 2>&-; $b sleep 100000", "did not end within 4 s and was killed"),
        ("fails in colours", @"printf '\033[31mwoe\nto all' >&2; exit 3", "failed with 3 ( [31mwoe to all)"),
        ("writes a huge size", @"printf 'd755 4096\0/\0\0f644 99999999999999999999\0/x\0\0'", "a size that is no number"),
    ];

    private static IEnumerable<TestCaseData> Cases => Hostile.Select(hostile => new TestCaseData(hostile.Script, hostile.Said).SetArgDisplayNames(hostile.Name.Replace(' ', '_')));

    [TestCaseSource(nameof(Cases))]
    public async Task A_find_that_is_no_find_is_told_and_its_container_is_gone(string script, string said)
    {
        using var image = With(script);
        await using (var source = Open(image))
        {
            var fault = await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => true));
            Assert.That(fault!.Message, Does.Contain(said).And.Not.Contain("\n").And.Not.Contain("\u001b"));
        }

        Assert.That(image.Containers(), Is.Empty);
    }

    [Test]
    public async Task A_find_that_is_no_find_is_done_without_where_nobody_forces_it()
    {
        using var image = With("echo garbage");
        await using var engine = new WatchedEngine();
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Engine = engine.Address, AllowRun = true });
        var content = await source.ReadAsync(_ => true);
        Assert.That(content.Tree.Find("/own/find"), Is.Not.Null);
        Assert.That(source.Description, Does.Contain("never started (The find of").And.Contain("half a record").And.Not.Contain("\n"));
        Assert.That(image.Containers(), Has.Length.EqualTo(1), "the one that ran is gone");
    }

    [TestCase("/nowhere", "has no find in its PATH", TestName = "An_image_without_find_is_told")]
    [TestCase("/own", "GNU find is needed", TestName = "An_image_whose_find_is_busyboxs_is_told")]
    public async Task An_image_whose_find_does_not_do_is_told(string path, string said)
    {
        using var image = new EngineImage([new LayerTar().Directory("own").Symlink("own/find", $"{Busybox.Directory}/busybox").Write()], path);
        await using var source = Open(image);
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => true)))!.Message, Does.Contain(said));
    }

    [Test]
    public async Task What_runs_can_do_nothing_but_read()
    {
        using var image = new EngineImage(
            [GnuFind.Script(new LayerTar().Directory("data").Directory("tmp"), "own/find", """
                {
                  $b grep -E 'Cap(Eff|Bnd|Amb)|NoNewPrivs' /proc/self/status | $b tr -d '\t\n'
                  for place in / /data /tmp /own /dev /dev/shm /run; do $b touch $place/x 2>/dev/null && echo writes $place; done
                  $b ls /sys/class/net | $b tr '\n' ' '
                  $b cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null
                  $b id -u
                } >&2
                exit 3
                """).Write()],
            Own,
            "/data");
        await using var source = Open(image);
        var fault = await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => true));
        Assert.That(fault!.Message, Does.Contain("CapBnd:0000000000000000").And.Contain("CapEff:0000000000000000").And.Contain("CapAmb:0000000000000000"));
        Assert.That(fault.Message, Does.Contain("NoNewPrivs:1writes /dev lo 32 0)"), "the engine's /dev is in the container's own memory, which is limited; no other place, no network, 32 processes, root");
    }

    [TestCase(ImageSourceKind.Run)]
    [TestCase(ImageSourceKind.Container)]
    public async Task An_image_with_volumes_is_seen_whole_and_none_is_made(ImageSourceKind way)
    {
        using var image = new EngineImage(
            [new LayerTar().Directory("data").File("data/deep/x", "inside").HardLink("data/y", "data/deep/x").Directory("var").Directory("run").File("run/z", "z").Symlink("var/run", "../run").Write()],
            volumes: ["/data", "/var/run/"]);
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = way, AllowRun = true });
        var content = await source.ReadAsync(_ => false);
        Assert.That(Docker.Run("inspect", "--format", "{{range .Mounts}}{{.Type}} {{.RW}} {{.Name}};{{end}}", image.Containers()[0]), Is.EqualTo("tmpfs false ;tmpfs false ;"));
        Assert.That(EngineImage.Images(await View.OfAsync(content)), Is.EqualTo(new[] { "d /data", "d /data/deep", "f /data/deep/x inside", "f /data/y inside", "d /run", "f /run/z z", "d /var", "l /var/run ../run" }));
        Assert.That(content.Tree.Find("/data")!.Mode, Is.EqualTo(0b111_101_101), "the mount's mode is not the image's");
    }

    [Test]
    public async Task A_directory_that_root_may_not_read_without_capabilities_is_seen_with_all_in_it()
    {
        using var image = new EngineImage([new LayerTar()
            .Add(new PaxTarEntry(TarEntryType.Directory, "home/closed") { Mode = (UnixFileMode)0b111_000_000, Uid = 1000, Gid = 1000 })
            .File("home/closed/deep/x", "hidden").HardLink("home/closed/y", "home/closed/deep/x").Symlink("home/closed/l", "y")
            .Add(new PaxTarEntry(TarEntryType.Directory, "home/unsearchable") { Mode = (UnixFileMode)0b100_100_100, Uid = 1000 }).File("home/unsearchable/z", "z").Write()]);
        await using var source = Open(image);
        var view = EngineImage.Images(await View.OfAsync(await source.ReadAsync(_ => false)));
        Assert.That(view, Is.EqualTo(image.Oracle()).And.Contain("f /home/closed/y hidden").And.Contain("f /home/unsearchable/z z"));
    }

    [Test]
    public async Task A_container_that_runs_is_removed_when_the_reading_is_cancelled()
    {
        using var image = With(@"printf 'd755 4096\0/\0\0'; $b sleep 100000");
        using var interrupt = new CancellationTokenSource();
        var running = "";
        var progress = new Heard(_ =>
        {
            running = Docker.Run("ps", "--quiet", "--filter", $"ancestor={image.Name}");
            interrupt.Cancel();
        });
        await using var source = Open(image, progress);
        Assert.That(async () => await source.ReadAsync(_ => true, interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(running, Is.Not.Empty, "there was one that ran");
        Assert.That(image.Containers(), Is.Empty);
    }

    [TestCase("f644 5", "/etc", TestName = "A_directory_that_find_calls_a_file_is_not_read")]
    [TestCase("f644 999", "/own/find", TestName = "A_file_that_find_gives_another_size_is_not_read")]
    public async Task What_find_says_of_a_file_is_checked_before_it_is_read(string attributes, string path)
    {
        var parent = path == "/etc" ? "" : @"d755 4096\0/own\0\0";
        using var image = With($@"printf 'd755 4096\0/\0\0{parent}{attributes}\0{path}\0\0'");
        await using var source = Open(image);
        var content = await source.ReadAsync(_ => true);
        var fault = await Assert.ThrowsAsync<ImageException>(() => content.OpenAsync(content.Tree.Find(path)!));
        Assert.That(fault!.Message, Does.Contain($"{path} of").And.Contain("is no file of"));
    }

    [Test]
    public async Task What_the_engine_mounts_is_not_taken_for_the_images()
    {
        using var image = new EngineImage([new LayerTar().File("etc/passwd", "x").Write()]);
        await using var source = Open(image);
        var content = await source.ReadAsync(_ => false);
        Assert.That(content.Entries.Select(entry => entry.Path).Where(path => !path.StartsWith(Busybox.Directory, StringComparison.Ordinal)), Is.SubsetOf(new[] { "/etc", "/etc/mtab", "/etc/passwd" }));
        Assert.That(content.Entries.Select(entry => entry.Layer), Is.All.Null, "find does not tell layers apart");
    }

    [Test]
    public async Task Nobody_runs_anything_who_is_not_allowed_to()
    {
        using var image = new EngineImage([new LayerTar().File("a", "x").Write()]);
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Run });
        var fault = await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => true));
        Assert.That(fault!.Message, Does.Contain("add --allow-run"));
        Assert.That(image.Containers(), Is.Empty);
    }

    private static EngineImage With(string script) => new([GnuFind.Script(new LayerTar(), "own/find", script).Write()], Own);

    private static IImageSource Open(EngineImage image, IProgress<ImageProgress>? progress = null) => ImageSources.Open(image.Name, new ImageSourceOptions
    {
        Source = ImageSourceKind.Run,
        AllowRun = true,
        Limits = ImageLimits.Default with { Entries = 1000, RunTime = TimeSpan.FromSeconds(4) },
        Progress = progress,
    });
}
