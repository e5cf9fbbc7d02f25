using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>A small file system in memory, mounted on a folder for as long as a test needs it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    public SmallDisk(string folder, string size)
    {
        this.folder = folder;
        Tool("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
    }

    /// <summary>Leaves no byte of it.</summary>
    public void Fill()
    {
        using var file = File.Create(Path.Combine(folder, "full"));
        Assert.That(
            () =>
            {
                for (var block = new byte[4096]; ; file.Flush())
                {
                    file.Write(block);
                }
            },
            Throws.InstanceOf<IOException>());
    }

    public void Dispose() => Tool("umount", "--lazy", folder);

    private static void Tool(string name, params string[] arguments)
    {
        using var process = Process.Start(name, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{name} {string.Join(' ', arguments)}");
    }
}
