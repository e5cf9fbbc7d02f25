using System.Text;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>Only the bytes that tell are read, in few steps.</summary>
internal sealed class BytesReadTests
{
    private const string Ballast = "char ballast[30 * 1024 * 1024] = { 1 };\n";

    [Test]
    public void Shared_library_of_30_MB_costs_a_few_kilobytes()
    {
        using var content = new CountingStream(Compiled.Shared(Ballast + LibcryptoSources.AwsLc, "libcrypto.so"));

        Assert.That(LibcryptoIdentifier.Identify("lib/libcrypto.so", content).Version, Is.EqualTo("5.5.0"));
        Assert.That(content.Length, Is.GreaterThan(30 * 1024 * 1024));
        Assert.That(content.BytesRead, Is.LessThan(16 * 1024));
        Assert.That(content.Reads, Is.LessThan(40));
    }

    [Test]
    public void Static_library_of_30_MB_costs_a_few_kilobytes()
    {
        using var content = new CountingStream(Compiled.Static(Ballast + LibcryptoSources.AwsLc));

        Assert.That(LibcryptoIdentifier.Identify("lib/libcrypto.a", content).Version, Is.EqualTo("5.5.0"));
        Assert.That(content.Length, Is.GreaterThan(30 * 1024 * 1024));
        Assert.That(content.BytesRead, Is.LessThan(16 * 1024));
        Assert.That(content.Reads, Is.LessThan(60));
    }

    [Test]
    public void Debian_libraries_cost_less_than_a_sixth_of_their_size()
    {
        using var shared = new CountingStream(File.ReadAllBytes(DebianPackage.File("libssl3", "usr/lib/x86_64-linux-gnu/libcrypto.so.3")));
        using var archive = new CountingStream(File.ReadAllBytes(DebianPackage.File("libssl-dev", "usr/lib/x86_64-linux-gnu/libcrypto.a")));

        LibcryptoIdentifier.Identify("libcrypto.so.3", shared);
        LibcryptoIdentifier.Identify("libcrypto.a", archive);

        TestContext.Out.WriteLine($"shared: {shared.BytesRead} of {shared.Length} bytes in {shared.Reads} reads; static: {archive.BytesRead} of {archive.Length} in {archive.Reads}");
        Assert.That(shared.BytesRead, Is.LessThan(shared.Length / 6));
        Assert.That(archive.BytesRead, Is.LessThan(archive.Length / 25));
    }

    [Test]
    public void Text_that_lies_across_two_buffers_is_found_wherever_they_meet()
    {
        var faults = Enumerable.Range((64 * 1024) - 200, 240).Where(place =>
        {
            var bytes = Shared(place, "AWS-LC 5.5.0");
            return LibcryptoIdentifier.Identify("lib/libcrypto.so", new MemoryStream(bytes)).Evidence.Count != 1;
        });

        Assert.That(faults, Is.Empty);
    }

    /// <summary>A library without a section table, all of whose bytes are loaded; the text stands at a place after its headers.</summary>
    private static byte[] Shared(int place, string text)
    {
        var bytes = new byte[256 * 1024];
        using var writer = new BinaryWriter(new MemoryStream(bytes));
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((short)3);
        writer.Write((short)62);
        writer.Write(1);
        writer.Write(0L);
        writer.Write(64L);
        writer.Write(0L);
        writer.Write([0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(1L);
        writer.Write(0L);
        writer.Write(0L);
        writer.Write(0L);
        writer.Write((long)bytes.Length);
        Encoding.ASCII.GetBytes(text).CopyTo(bytes, place);
        return bytes;
    }
}
