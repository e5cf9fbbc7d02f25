namespace Fleetyard.Images.Tests;

/// <summary>This machine's GNU find with its libraries, in the directory of <see cref="Busybox"/>, where it is in nobody's way.</summary>
internal static class GnuFind
{
    private const string Loader = "ld.so";

    /// <summary>The program and what it needs, as the loader tells: <c>libc.so.6 => /lib/…/libc.so.6 (0x…)</c>, the loader itself without an arrow.</summary>
    private static readonly Lazy<(string Name, byte[] Content)[]> Files = new(() =>
    [
        ("gnu-find", File.ReadAllBytes("/usr/bin/find")),
        .. from line in Docker.Start("ldd", "/usr/bin/find")!.Output.Split('\n')
           let path = line.Split("=>")[^1].Trim().Split(' ')[0]
           where path.StartsWith('/')
           select (line.Contains("=>", StringComparison.Ordinal) ? Path.GetFileName(path) : Loader, File.ReadAllBytes(path)),
    ]);

    /// <summary>Adds it to a layer as <c>find</c>.</summary>
    public static LayerTar AddTo(LayerTar layer)
    {
        if (Docker.Start("/usr/bin/find", "--version") is not { } found || !found.Output.Contains("GNU", StringComparison.Ordinal))
        {
            Assert.Ignore("needs GNU find (Debian's findutils)");
        }

        var folder = Busybox.Directory[1..];
        foreach (var (name, content) in Files.Value)
        {
            layer.File($"{folder}/{name}", content, (UnixFileMode)0b111_101_101);
        }

        return Script(layer, $"{folder}/find", $"exec {Busybox.Directory}/{Loader} --library-path {Busybox.Directory} {Busybox.Directory}/gnu-find \"$@\"");
    }

    /// <summary>Adds a program for busybox's shell.</summary>
    public static LayerTar Script(LayerTar layer, string path, string script) =>
        layer.File(path, System.Text.Encoding.UTF8.GetBytes($"#!{Busybox.Directory}/busybox sh\nb={Busybox.Directory}/busybox\n{script}\n"), (UnixFileMode)0b111_101_101);
}
