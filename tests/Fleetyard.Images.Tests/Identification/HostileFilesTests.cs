using System.Diagnostics;
using System.Text;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Tests.Hostile;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>No file makes a reader crash, hang, or take memory without bound: each is known, or has a line that says what is wrong.</summary>
internal sealed class HostileFilesTests
{
    /// <summary>
    /// What four looks may allocate in sum, in bytes: each has a section table of at most 65,536 entries and their names. A count that
    /// is believed asks for gigabytes.
    /// </summary>
    private const long MostMemory = 128 * 1024 * 1024;

    /// <summary>A thousand times what a file takes, for a machine that is busy.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    private static readonly Lazy<byte[]> Shared = new(() => Compiled.Shared(LibcryptoSources.AwsLc, "libcrypto.so"));

    private static readonly Lazy<byte[]> Static = new(() => Compiled.Static(LibcryptoSources.LibreSsl));

    private static readonly byte[] PkgConfig = "prefix=/usr\nname=AWS-LC\nName: ${name}-libcrypto\nDescription: ${name} 5.5.0\nVersion: 1.1.1\n"u8.ToArray();

    private static readonly string[] Beginnings = ["", "\u007fELF\u0002\u0001\u0001", "\u007fELF\u0001\u0002\u0001", "!<arch>\n", "!<thin>\n", "#!", "Name: "];

    [Test]
    public void Random_bytes_are_answered() => Check(
        from start in Gen.Elements(Beginnings)
        from rest in Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf()
        select (byte[])[.. Encoding.Latin1.GetBytes(start), .. rest]);

    [Test]
    public void Library_with_flipped_bits_is_answered([Values] Sample sample)
    {
        var bytes = Bytes(sample);

        // Anywhere, among the first bytes, or among the last, where headers and tables are.
        var place = Gen.OneOf(Gen.Choose(0, bytes.Length - 1), Gen.Choose(0, Math.Min(200, bytes.Length - 1)), Gen.Choose(Math.Max(0, bytes.Length - 2500), bytes.Length - 1));
        Check(place.Zip(Gen.Choose(1, 255)).ListOf().Select(flips => Flipped(bytes, flips)));
    }

    [Test]
    public void Library_that_is_cut_is_answered([Values] Sample sample)
    {
        var bytes = Bytes(sample);
        Check(Gen.Choose(0, bytes.Length).Select(length => bytes[..length]));
    }

    [Test]
    public void Library_with_numbers_that_lie_is_answered([Values] Sample sample)
    {
        var bytes = Bytes(sample);
        var number = Gen.Elements(0L, 1, -1, int.MaxValue, uint.MaxValue, long.MaxValue, long.MinValue, bytes.Length, bytes.Length - 1, 0x0909090909090909);
        Check(from place in Gen.Choose(0, Math.Max(0, (bytes.Length / 4) - 2))
              from value in number
              from width in Gen.Elements(2, 4, 8)
              select Overwritten(bytes, place * 4, value, width));
    }

    [Test]
    public void Sections_that_overlap_by_the_thousand_are_searched_once()
    {
        const int sections = 60_000, size = 8 * 1024 * 1024;
        var bytes = OverlappingSections(sections, size);
        using var content = new CountingStream(bytes);

        var identity = LibcryptoIdentifier.Identify("lib/libcrypto.so", content);

        Assert.That(identity.Implementation, Is.EqualTo(LibcryptoImplementation.AwsLc));
        Assert.That(content.BytesRead, Is.LessThan(3 * size));
    }

    [Test]
    public void Text_that_is_repeated_without_end_leaves_bounded_evidence()
    {
        var source = "const char much[] = \"" + string.Concat(Enumerable.Repeat("AWS-LC 1.2.3\\0", 20_000)) + "\";\n";

        Assert.That(LibcryptoIdentifier.Identify("lib/libcrypto.so", new MemoryStream(Compiled.Shared(source))).Evidence, Has.Count.EqualTo(64));
    }

    private static void Check(Gen<byte[]> files) => Prop.ForAll(files.ToArbitrary(), AnswersInTime).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static bool AnswersInTime(byte[] bytes) => Bounded.Answer(_ => Task.FromResult(Answers(bytes))).GetAwaiter().GetResult();

    private static bool Answers(byte[] bytes)
    {
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        foreach (var path in new[] { "lib/libcrypto.so", "lib/pkgconfig/libcrypto.pc" })
        {
            var identity = LibcryptoIdentifier.Identify(path, new MemoryStream(bytes));
            if (identity.Kind == LibcryptoKind.Other && identity.Warnings.Count == 0 && identity.Machine is null)
                return false;
        }

        new ClangIdentifier(new FilesInMemory().With("usr/lib/libclang-cpp.so.14", bytes)).Identify("usr/bin/clang", UnixFileMode.UserExecute, new MemoryStream(bytes));
        return GC.GetAllocatedBytesForCurrentThread() - before < MostMemory && watch.Elapsed < MostTime;
    }

    private static byte[] Bytes(Sample sample) => sample switch
    {
        Sample.Shared => Shared.Value,
        Sample.Static => Static.Value,
        Sample.SharedOfDebian => File.ReadAllBytes(DebianPackage.File("libssl3", "usr/lib/x86_64-linux-gnu/libcrypto.so.3")),
        Sample.StaticOfDebian => File.ReadAllBytes(DebianPackage.File("libssl-dev", "usr/lib/x86_64-linux-gnu/libcrypto.a")),
        _ => PkgConfig,
    };

    private static byte[] Flipped(byte[] bytes, IEnumerable<(int Place, int Bits)> flips)
    {
        var copy = bytes.ToArray();
        foreach (var (place, bits) in flips)
            copy[place] ^= (byte)bits;

        return copy;
    }

    private static byte[] Overwritten(byte[] bytes, int place, long value, int width)
    {
        var copy = bytes.ToArray();
        BitConverter.GetBytes(value).AsSpan(0, Math.Min(width, copy.Length - place)).CopyTo(copy.AsSpan(place));
        return copy;
    }

    private static byte[] OverlappingSections(int sections, int size)
    {
        var bytes = new byte[size + (sections * 64)];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(bytes);
        (bytes[16], bytes[18]) = (3, 62);
        BitConverter.TryWriteBytes(bytes.AsSpan(40), (long)size);
        BitConverter.TryWriteBytes(bytes.AsSpan(58), (ushort)64);
        BitConverter.TryWriteBytes(bytes.AsSpan(60), (ushort)sections);
        ".rodata\0"u8.CopyTo(bytes.AsSpan(128));
        "AWS-LC 5.5.0\0"u8.CopyTo(bytes.AsSpan(size - 64));
        for (var section = 0; section < sections; section++)
        {
            // The first holds the names: it is all of the file, as the others are.
            var entry = bytes.AsSpan(size + (section * 64), 64);
            BitConverter.TryWriteBytes(entry, 128);
            BitConverter.TryWriteBytes(entry[4..], section == 0 ? 3 : 1);
            BitConverter.TryWriteBytes(entry[24..], (long)(section % 7));
            BitConverter.TryWriteBytes(entry[32..], (long)(size - 10));
        }

        return bytes;
    }

    internal enum Sample
    {
        Shared,
        Static,
        PkgConfig,
        SharedOfDebian,
        StaticOfDebian,
    }
}
