using Fleetyard.Fuzz;
using Fleetyard.Fuzz.Seeds;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Fuzz;

/// <summary>Mutations of what a reader throws away at its first byte reach nothing: the sound seeds are sound.</summary>
internal sealed class SeedTests
{
    [Test]
    public void A_made_up_library_tells_all_that_a_real_one_tells([Values] bool is64, [Values] bool isBigEndian)
    {
        var bytes = new MinimalElf { Is64 = is64, IsBigEndian = isBigEndian }.Write();
        var elf = ElfFile.Read(new MemoryStream(bytes));
        var identity = LibcryptoIdentifier.Identify("libcrypto.so", new MemoryStream(bytes));
        Assert.That(elf.Faults, Is.Empty);
        Assert.That((elf.Soname, elf.Needed.Single(), elf.VersionNodes().Single()), Is.EqualTo(("libcrypto.so", "libc.so.6", "OPENSSL_3.0.0")));
        Assert.That(elf.Defines(["awslc_version_string"]), Has.Count.EqualTo(1));
        Assert.That((identity.Implementation, identity.Version, identity.Warnings.Count), Is.EqualTo((LibcryptoImplementation.AwsLc, "5.5.0", 0)));
    }

    [TestCase("GNU", "a_long_member_name.c.o")]
    [TestCase("thin", "a_long_member_name.c.o")]
    [TestCase("BSD", "crypto_version.c.o")]
    public void A_made_up_archive_leads_from_its_symbol_to_its_member(string seed, string member)
    {
        var archive = ArArchive.Read(new MemoryStream(Seed("ar", seed)));
        Assert.That(archive.Defining(["awslc_version_string"]).Single().Value.Name, Is.EqualTo(member));
    }

    [TestCase("layer")]
    [TestCase("archive")]
    [TestCase("elf")]
    [TestCase("ar")]
    [TestCase("libcrypto")]
    public void There_are_many_seeds_and_no_two_of_a_name(string reader)
    {
        var names = Readers.All.Single(known => known.Name == reader).Seeds().Select(seed => seed.Name).ToArray();
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.Length.GreaterThan(80));
    }

    [Test]
    public void The_same_seed_spoils_alike()
    {
        var (sound, other) = (Seed("layer", "sound"), Seed("layer", "climbs"));
        var (once, again) = (Spoiled(1), Spoiled(1));
        Assert.That(again, Is.EqualTo(once));
        Assert.That(Spoiled(2), Is.Not.EqualTo(once));

        byte[][] Spoiled(int seed)
        {
            var mutations = new Mutations(seed);
            return [.. Enumerable.Range(0, 10).Select(_ => mutations.Spoil(sound, other))];
        }
    }

    private static byte[] Seed(string reader, string name) => Readers.All.Single(known => known.Name == reader).Seeds().Single(seed => seed.Name == name).Bytes;
}
