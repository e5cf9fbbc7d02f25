using Fleetyard.Images.Inventories;
using Fleetyard.Images.Tests.Identification;

namespace Fleetyard.Images.Tests.Inventories;

/// <summary>A repeated inspection says the same, whatever is remembered of the first.</summary>
internal sealed class RememberedTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-remembered-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_library_beside_a_program_counts_although_the_program_is_remembered()
    {
        var program = new LayerTar().File("usr/lib/llvm-14/bin/clang", File.ReadAllBytes(DebianPackage.File("clang-14", "usr/lib/llvm-14/bin/clang")), (UnixFileMode)0b111_101_101).Write();
        var library = new LayerTar().File("usr/lib/llvm-14/lib/libclang-cpp.so.14", File.ReadAllBytes(DebianPackage.File("libclang-cpp14", "usr/lib/llvm-14/lib/libclang-cpp.so.14"))).Write();
        var headers = new LayerTar().File("usr/lib/clang/14.0.7/include/stddef.h").Write();

        Assert.That(await VersionAsync(program), Is.Null);
        Assert.That(await VersionAsync(program, library), Is.EqualTo("14.0.6"));
        Assert.That(await VersionAsync(program, headers), Is.EqualTo("14.0.7"));
        Assert.That(await VersionAsync(program), Is.Null);
        Assert.That(await VersionAsync(program, headers), Is.EqualTo("14.0.7"));
    }

    [Test]
    public async Task Nothing_is_opened_for_what_is_remembered()
    {
        var layer = new LayerTar().File("opt/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.AwsLc)).Write();
        using var image = new PackedImage(Packing.Registry, [layer]);
        var options = new ImageSourceOptions { CacheDirectory = folder };
        var first = (await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual, options)).Artifacts.Single();

        await using var source = ImageSources.Open(image.Location, options);
        var content = await source.ReadAsync(_ => false);
        Assert.That(content.Remembered, Is.Not.Null);
        Assert.That(content.Remembered!.Find("libcrypto-1", content.Tree.Find("/opt/lib/libcrypto.so")!), Is.Not.Null);
        var second = (await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual, options)).Artifacts.Single();
        Assert.That((second.Identity!.Version, second.Identity.Evidence), Is.EqualTo((first.Identity!.Version, first.Identity.Evidence)));
    }

    private async Task<string?> VersionAsync(params byte[][] layers)
    {
        using var image = new PackedImage(Packing.Registry, layers);
        var found = await ImageInspector.InspectAsync(image.Location, [ArtifactSet.Clang], new ImageSourceOptions { CacheDirectory = folder });
        return found.Artifacts.Single().Identity!.Version;
    }
}
