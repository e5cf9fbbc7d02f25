using System.Formats.Tar;
using System.Text;

namespace Fleetyard.Images.Tests;

/// <summary>Writes the tar of a layer, with .NET's own writer.</summary>
internal sealed class LayerTar
{
    private readonly List<TarEntry> entries = [];
    private readonly Lock writing = new();

    public LayerTar Directory(string path) => Add(new PaxTarEntry(TarEntryType.Directory, path) { Mode = (UnixFileMode)0b111_101_101 });

    public LayerTar File(string path, string content = "") => File(path, Encoding.UTF8.GetBytes(content));

    public LayerTar File(string path, byte[] content, UnixFileMode mode = (UnixFileMode)0b110_100_100) =>
        Add(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content), Mode = mode });

    public LayerTar Symlink(string path, string target) => Add(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target });

    public LayerTar HardLink(string path, string target) => Add(new PaxTarEntry(TarEntryType.HardLink, path) { LinkName = target });

    public LayerTar Fifo(string path) => Add(new PaxTarEntry(TarEntryType.Fifo, path));

    public LayerTar Whiteout(string directory, string name) => File($"{directory}/.wh.{name}".TrimStart('/'));

    public LayerTar Opaque(string directory) => File($"{directory}/.wh..wh..opq");

    public LayerTar Add(TarEntry entry)
    {
        entries.Add(entry);
        return this;
    }

    public byte[] Write()
    {
        // Tests side by side share a case's layers, and their contents are streams.
        using var turn = writing.EnterScope();
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                entry.DataStream?.Position = 0;
                writer.WriteEntry(entry);
            }
        }

        return tar.ToArray();
    }
}
