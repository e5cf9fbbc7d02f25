namespace Fleetyard.Images.Tests;

/// <summary>One static program that has <c>find</c>, from Debian's package.</summary>
internal static class Busybox
{
    public const string Directory = "/.busybox";
    private const string Package = "busybox-static";

    private static readonly Lazy<byte[]?> Bytes = new(Fetch);

    /// <summary>A layer that has it in a directory of its own.</summary>
    public static LayerTar Layer()
    {
        if (Bytes.Value is not { } program)
        {
            Assert.Ignore($"needs Debian's package {Package}, through apt-get download");
            return new LayerTar();
        }

        return new LayerTar().Directory(Directory[1..]).File($"{Directory[1..]}/busybox", program, (UnixFileMode)0b111_101_101);
    }

    private static byte[]? Fetch()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("fleetyard-busybox-").FullName;
        try
        {
            if (Docker.Start("sh", "-c", $"cd '{folder}' && apt-get download {Package} && dpkg-deb -x ./{Package}_*.deb .") is not { Code: 0 })
            {
                return null;
            }

            string[] places = ["bin/busybox", "usr/bin/busybox"];
            return places.Select(place => Path.Combine(folder, place)).Where(File.Exists).Select(File.ReadAllBytes).FirstOrDefault();
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
