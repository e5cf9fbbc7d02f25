using Fleetyard.Images.Inventories;
using Fleetyard.Images.Tests.Identification;

namespace Fleetyard.Images.Tests.Engine;

/// <summary>Contents that come directory by directory are the ones that come one by one.</summary>
internal sealed class ArchiveBundleTests
{
    [Test]
    public async Task Files_of_one_directory_are_told_apart_whether_they_come_together_or_alone()
    {
        var layer = new LayerTar()
            .File("opt/many/lib/libcrypto.so.1", Compiled.Shared(LibcryptoSources.AwsLc))
            .File("opt/many/lib/libcrypto.so.2", Compiled.Shared(LibcryptoSources.AwsLcFips))
            .File("opt/many/lib/libcrypto.so.3", Compiled.Shared(LibcryptoSources.BoringSsl))
            .HardLink("opt/many/lib/libcrypto.so.4", "opt/many/lib/libcrypto.so.1")
            .File("opt/many/lib/deeper/libcrypto.so.1", Compiled.Shared(LibcryptoSources.LibreSsl))
            .File("opt/alone/lib/libcrypto.so.1", Compiled.Shared(LibcryptoSources.LibreSsl));
        using var image = new EngineImage([layer.Write()]);

        var together = await IdentitiesAsync(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Run, AllowRun = true });
        Assert.That(together, Is.EqualTo(
        [
            "/opt/alone/lib/libcrypto.so.1 LibreSSL 3.7.1", "/opt/many/lib/deeper/libcrypto.so.1 LibreSSL 3.7.1", "/opt/many/lib/libcrypto.so.1 AWS-LC 5.5.0",
            "/opt/many/lib/libcrypto.so.2 AWS-LC-FIPS 3.1.0", "/opt/many/lib/libcrypto.so.3 BoringSSL", "/opt/many/lib/libcrypto.so.4 AWS-LC 5.5.0",
        ]));
        Assert.That(await IdentitiesAsync(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Overlay2 }), Is.EqualTo(together));
    }

    private static async Task<string[]> IdentitiesAsync(string image, ImageSourceOptions options) =>
        [.. (await ImageInspector.InspectAsync(image, [ArtifactSet.Libcrypto], options)).Artifacts.Select(artifact => $"{artifact.Path} {artifact.Identity!.Who}").Order(StringComparer.Ordinal)];
}
