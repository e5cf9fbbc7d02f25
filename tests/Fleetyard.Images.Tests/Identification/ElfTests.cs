using System.Buffers.Binary;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

internal sealed class ElfTests
{
    [Test]
    public void Debian_library_tells_its_names_symbols_and_versions()
    {
        using var content = File.OpenRead(DebianPackage.File("libssl3", "usr/lib/x86_64-linux-gnu/libcrypto.so.3"));
        var elf = ElfFile.Read(content);

        Assert.Multiple(() =>
        {
            Assert.That((elf.Class, elf.Machine, elf.Type, elf.IsBigEndian), Is.EqualTo((ElfClass.Elf64, "x86_64", ElfType.Shared, false)));
            Assert.That(elf.Soname, Is.EqualTo("libcrypto.so.3"));
            Assert.That(elf.Needed, Is.EqualTo(new[] { "libc.so.6" }));
            Assert.That(elf.Sections.Select(section => section.Name), Is.SupersetOf(new[] { ".dynamic", ".dynsym", ".dynstr", ".rodata" }));
            Assert.That(elf.VersionNodes(), Is.EqualTo(new[] { "OPENSSL_3.0.0", "OPENSSL_3.0.3", "OPENSSL_3.0.8", "OPENSSL_3.0.9" }));
            Assert.That(elf.Defines(["OPENSSL_version_major", "SSLeay_version", "malloc"]), Is.EquivalentTo(new[] { "OPENSSL_version_major" }), "malloc is used, not defined");
            Assert.That(elf.Faults, Is.Empty);
        });
    }

    [TestCase(3, "i386")]
    [TestCase(40, "arm")]
    [TestCase(183, "aarch64")]
    [TestCase(21, "ppc64le")]
    [TestCase(22, "s390x")]
    [TestCase(243, "riscv64")]
    [TestCase(4711, "EM_4711")]
    public void Machine_has_the_name_that_readelf_knows_it_by(int number, string name)
    {
        var bytes = Header();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), (ushort)number);

        Assert.That(ElfFile.Read(new MemoryStream(bytes)).Machine, Is.EqualTo(name));
    }

    [Test]
    public void Numbers_of_the_other_byte_order_are_read_in_theirs()
    {
        var bytes = Header();
        bytes[5] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(16), 3);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(18), 22);

        var elf = ElfFile.Read(new MemoryStream(bytes));

        Assert.That((elf.Machine, elf.Type, elf.IsBigEndian), Is.EqualTo(("s390x", ElfType.Shared, true)));
    }

    [TestCase(0, 0, "does not begin with ELF's four bytes")]
    [TestCase(4, 9, "class is 9")]
    [TestCase(5, 0, "byte order is 0")]
    public void Header_that_lies_is_refused_with_what_is_wrong(int at, byte value, string message)
    {
        var bytes = Header();
        bytes[at] = value;

        Assert.That(() => ElfFile.Read(new MemoryStream(bytes)), Throws.TypeOf<MalformedFileException>().With.Message.Contains(message));
    }

    [Test]
    public void Header_that_is_cut_is_refused() =>
        Assert.That(() => ElfFile.Read(new MemoryStream(Header()[..40])), Throws.TypeOf<MalformedFileException>().With.Message.Contains("after 40 bytes"));

    [TestCase(40, 0x7fffffffffffffffL, 64, 10, "outside of the 64 bytes")]
    [TestCase(40, 0x10L, 64, 10, "outside of the 64 bytes")]
    [TestCase(40, 0x10L, 8, 10, "entries of 8 bytes")]
    [TestCase(40, 0x10L, 60_000, 10, "entries of 60000 bytes")]
    [TestCase(32, 0x10L, 56, 60_000, "claims 60000 segments")]
    public void Table_that_lies_is_a_fault_and_the_machine_is_told_all_the_same(int at, long offset, int size, int count, string fault)
    {
        var bytes = Header();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), offset);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at == 40 ? 58 : 54), (ushort)size);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at == 40 ? 60 : 56), (ushort)count);

        var elf = ElfFile.Read(new MemoryStream(bytes));

        Assert.That(elf.Machine, Is.EqualTo("x86_64"));
        Assert.That(elf.Faults[0], Does.Contain(fault));
    }

    [Test]
    public void Stream_that_cannot_seek_is_refused() =>
        Assert.That(() => ElfFile.Read(new System.IO.Compression.GZipStream(Stream.Null, System.IO.Compression.CompressionMode.Decompress)), Throws.ArgumentException);

    /// <summary>A shared library for x86_64 that consists of its header alone.</summary>
    private static byte[] Header()
    {
        var bytes = new byte[64];
        "\u007fELF"u8.CopyTo(bytes);
        (bytes[4], bytes[5], bytes[6], bytes[16], bytes[18]) = (2, 1, 1, 3, 62);
        return bytes;
    }
}
