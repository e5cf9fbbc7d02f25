using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;
using Fleetyard.Images.Tests.Identification;
using Fleetyard.Images.Verdicts;

namespace Fleetyard.Images.Tests.Recipes;

/// <summary>Recipes of an image with Debian's own libcrypto, for two machines.</summary>
internal sealed class DraftOfDebianTests
{
    [Test]
    public async Task Image_has_no_deviation_from_its_own_recipe_and_another_machines_image_has()
    {
        using var image = new PackedImage(Packing.DockerSave, [Layer("amd64")]);
        using var other = new PackedImage(Packing.DockerSave, [Layer("i386")]);
        var recipe = ImageRecipeReader.Read("draft.yml", ImageRecipeWriter.Write(ImageRecipeDraft.Of(await Inspect(image)))).Recipe!;

        Assert.That(recipe.Must.Single().Said, Does.Match(@"^OpenSSL 3\.[0-9.]+ x86_64 static, shared, symlink, pkg-config$"));
        Assert.That(ImageCheck.Check(await Inspect(image), recipe).Deviations, Is.Empty);
        Assert.That(ImageCheck.Check(await Inspect(other), recipe).Deviations.Select(deviation => deviation.Kind).Distinct(), Is.EqualTo([DeviationKind.Missing, DeviationKind.Unexpected]));
    }

    [Test]
    public async Task Debians_i386_libcrypto_is_what_the_shipped_recipe_wants_of_it()
    {
        using var image = new PackedImage(Packing.DockerSave, [Layer("i386")]);
        var recipe = new ImageRecipeBook(Sample.Folder).Read(["s2n-tls-tests"]).Single().Recipe!;

        Assert.That(ImageCheck.Check(await Inspect(image), recipe).Checks.Single(check => check.Name == "libcrypto in /usr/lib/i386-linux-gnu").Deviations, Is.Empty);
    }

    private static Task<ImageInventory> Inspect(PackedImage image) => ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual);

    private static byte[] Layer(string architecture)
    {
        var tar = new LayerTar();
        foreach (var folder in new[] { "libssl-dev", "libssl3" }.Select(package => DebianPackage.Folder(package, architecture)))
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension != ".deb"))
            {
                var path = Path.GetRelativePath(folder, file.FullName);
                _ = file.LinkTarget is { } target ? tar.Symlink(path, target) : tar.File(path, File.ReadAllBytes(file.FullName));
            }
        }

        return tar.Write();
    }
}
