using System.Formats.Tar;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Fuzz;

/// <summary>What .NET's own writer writes is read as it was meant, in each of tar's formats.</summary>
internal sealed class TarProperties
{
    [TestCase(TarEntryFormat.Ustar)]
    [TestCase(TarEntryFormat.Pax)]
    [TestCase(TarEntryFormat.Gnu)]
    public void What_is_written_is_read(TarEntryFormat format)
    {
        // ustar has room for 100 bytes of a name and 155 of its folders.
        var longest = format == TarEntryFormat.Ustar ? 20 : 150;
        var name = Gen.Elements('a', 'Z', '0', '-', ' ', 'ä', '字', '\\', '~').NonEmptyListOf().Select(letters => string.Concat(letters.Take(longest / 3)));
        var files = from folders in name.ListOf()
                    from file in name
                    from mode in Gen.Choose(0, 4095)
                    from size in Gen.Elements(0, 1, 511, 512, 513, 3000)
                    select new Written(string.Join('/', folders.Take(3).Append(file)), mode, size);
        Prop.ForAll(files.NonEmptyListOf().ToArbitrary(), all => IsRead(format, [.. all])).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static bool IsRead(TarEntryFormat format, Written[] files)
    {
        // One file's name that is another's folder would be another promise.
        var apart = files.Select((file, index) => file with { Path = $"{index}/{file.Path}" }).ToArray();
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, format, leaveOpen: true))
        {
            foreach (var file in apart)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, file.Path),
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, file.Path),
                    _ => new GnuTarEntry(TarEntryType.RegularFile, file.Path),
                };
                (entry.Mode, entry.DataStream) = ((UnixFileMode)file.Mode, new MemoryStream(file.Content));
                writer.WriteEntry(entry);
            }
        }

        return IsSame(apart, Packing.OciDirectory, tar.ToArray()) && IsSame(apart, Packing.OciDirectoryGzip, tar.ToArray());
    }

    private static bool IsSame(Written[] files, Packing packing, byte[] layer)
    {
        using var packed = new PackedImage(packing, [layer]);
        var source = ImageSources.Open(packed.Location);
        try
        {
            var image = Hostile.Bounded.Answer(end => source.ReadAsync(_ => true, end)).GetAwaiter().GetResult();
            var read = image.Entries.Where(entry => entry.Kind == ImageEntryKind.File).ToDictionary(entry => entry.Path[1..]);
            return image.Findings.Count == 0 && read.Count == files.Length && files.All(file =>
            {
                using var content = image.OpenAsync(read[file.Path]).GetAwaiter().GetResult();
                var bytes = new byte[content.Length];
                content.ReadExactly(bytes);
                return read[file.Path].Mode == file.Mode && bytes.SequenceEqual(file.Content);
            });
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private sealed record Written(string Path, int Mode, int Size)
    {
        public byte[] Content { get; } = [.. Enumerable.Range(0, Size).Select(at => (byte)(at * 31))];
    }
}
