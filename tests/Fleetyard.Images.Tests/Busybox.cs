namespace Fleetyard.Images.Tests;

/// <summary>One static program that has <c>find</c>, from Debian's package.</summary>
internal static class Busybox
{
    public const string Directory = "/.busybox";
    private const string Package = "busybox-static";

    private static readonly Lazy<(byte[] Program, string[] Names)?> Fetched = new(Fetch);

    /// <summary>A layer that has it in a directory of its own.</summary>
    public static LayerTar Layer() => new LayerTar().Directory(Directory[1..]).File($"{Directory[1..]}/busybox", Required().Program, (UnixFileMode)0b111_101_101);

    /// <summary>A layer that is a small system: all that it can be called as, in <c>/bin</c>.</summary>
    public static LayerTar SmallSystem()
    {
        var (program, names) = Required();
        var system = new LayerTar().Directory("bin").File("bin/busybox", program, (UnixFileMode)0b111_101_101).Directory("etc").Directory("root").Directory("tmp")
            .File("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n").File("etc/os-release", "ID=debian\nVERSION_ID=13\nPRETTY_NAME=busybox\n")
            .Directory("usr").Directory("usr/local").Directory("usr/local/bin");
        return names.Append("bash").Where(name => name != "busybox").Aggregate(system, (layer, name) => layer.Symlink($"bin/{name}", "busybox"));
    }

    private static (byte[] Program, string[] Names) Required()
    {
        if (Fetched.Value is not { } fetched)
        {
            Assert.Ignore($"needs Debian's package {Package}, through apt-get download");
            return ([], []);
        }

        return fetched;
    }

    private static (byte[] Program, string[] Names)? Fetch()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("fleetyard-busybox-").FullName;
        try
        {
            if (Docker.Start("sh", "-c", $"cd '{folder}' && apt-get download {Package} && dpkg-deb -x ./{Package}_*.deb .") is not { Code: 0 })
            {
                return null;
            }

            string[] places = ["bin/busybox", "usr/bin/busybox"];
            return places.Select(place => Path.Combine(folder, place)).FirstOrDefault(File.Exists) is { } file && Docker.Start(file, "--list") is { Code: 0 } list
                ? (File.ReadAllBytes(file), list.Output.Split('\n'))
                : null;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
