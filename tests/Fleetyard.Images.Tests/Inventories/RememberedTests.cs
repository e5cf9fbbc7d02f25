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

    [Test]
    public async Task An_image_that_was_looked_at_is_told_from_memory_whatever_it_is_called_and_only_for_the_sets_that_were_asked()
    {
        var layer = new LayerTar().File("opt/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.AwsLc)).File("opt/bin/clang", "#!/bin/sh"u8.ToArray(), (UnixFileMode)0b111_101_101).Write();
        using var image = new EngineImage([layer]);
        var first = await LookAsync(image.Name, ArtifactSet.Libcrypto);
        var id = Docker.Run("inspect", "--format", "{{.Id}}", image.Name);

        var again = await LookAsync(id, ArtifactSet.Libcrypto);
        Assert.That((again.Image, again.Id, again.Source), Is.EqualTo((id, first.Id, first.Source[..first.Source.IndexOf(',')] + ", by what is remembered of it")));
        Assert.That(Told(again), Is.EqualTo(Told(first)));
        Assert.That(again.Layers, Is.EqualTo(first.Layers));

        var other = await LookAsync(image.Name, ArtifactSet.Clang);
        Assert.That(other.Source, Does.Not.Contain("remembered"));
        Assert.That(other.Artifacts.Select(artifact => artifact.Path), Is.EqualTo(["/opt/bin/clang"]));
    }

    [Test]
    public async Task Who_asks_for_layers_is_not_told_from_a_look_that_did_not_tell_them_apart()
    {
        using var image = new EngineImage([new LayerTar().File("opt/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.AwsLc)).Write()]);
        var whole = await ImageInspector.InspectAsync(image.Name, ArtifactSet.Usual, new ImageSourceOptions { CacheDirectory = folder, Source = ImageSourceKind.Container });
        Assert.That(whole.Artifacts.Single().Layer, Is.Null);
        var layered = await ImageInspector.InspectAsync(image.Name, ArtifactSet.Usual, new ImageSourceOptions { CacheDirectory = folder, Layers = true });
        Assert.That(layered.Artifacts.Single().Layer, Is.EqualTo(1));
    }

    [Test]
    public async Task What_find_told_is_believed_only_by_who_lets_it_run()
    {
        using var image = new EngineImage([new LayerTar().File("opt/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.AwsLc)).Write()]);
        var options = new ImageSourceOptions { CacheDirectory = folder, Source = ImageSourceKind.Run, AllowRun = true };
        await ImageInspector.InspectAsync(image.Name, ArtifactSet.Usual, options);
        Assert.That((await ImageInspector.InspectAsync(image.Name, ArtifactSet.Usual, options)).Source, Does.Contain("remembered"));
        Assert.That((await ImageInspector.InspectAsync(image.Name, ArtifactSet.Usual, options with { Source = ImageSourceKind.Container, AllowRun = false })).Source, Does.Contain("never started"));
    }

    private Task<ImageInventory> LookAsync(string image, ArtifactSet set) => ImageInspector.InspectAsync(image, [set], new ImageSourceOptions { CacheDirectory = folder });

    private static string[] Told(ImageInventory inventory) =>
        [.. inventory.Artifacts.Select(artifact => $"{artifact.Path} {artifact.Size} {artifact.Layer} {artifact.Identity!.Who} {string.Join(' ', artifact.Identity.Evidence)}")];

    private async Task<string?> VersionAsync(params byte[][] layers)
    {
        using var image = new PackedImage(Packing.Registry, layers);
        var found = await ImageInspector.InspectAsync(image.Location, [ArtifactSet.Clang], new ImageSourceOptions { CacheDirectory = folder });
        return found.Artifacts.Single().Identity!.Version;
    }
}
