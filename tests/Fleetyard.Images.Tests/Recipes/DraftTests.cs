using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;
using Fleetyard.Images.Tests.Verdicts;
using Fleetyard.Images.Verdicts;
using FsCheck;
using FsCheck.Fluent;
using NJsonSchema;

namespace Fleetyard.Images.Tests.Recipes;

internal sealed class DraftTests
{
    private static readonly ArtifactSet Libssl = new() { Name = "libssl", Patterns = ["libssl*"], Except = ["*.h", "it's*"] };

    [Test]
    public async Task Any_inventory_has_no_deviation_from_its_own_recipe_once_that_was_written_and_read()
    {
        var schema = await SchemaTests.Schema();
        Prop.ForAll(Inventories().ToArbitrary(), inventory => Holds(inventory, schema)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Test]
    public void Recipe_of_the_runbooks_tree_is_one_that_people_can_read() => Assert.That(ImageRecipeWriter.Write(ImageRecipeDraft.Of(MadeUp.Inventory(MadeUp.Runbook))), Is.EqualTo("""
        # yaml-language-server: $schema=../image.schema.json
        name: s2n-tests
        description: 'What made-up/s2n:tests has (linux/amd64)'
        must:
          - set: libcrypto
            installation: /usr/lib/i386-linux-gnu
            implementation: OpenSSL
            version: '3.5.1'
            machine: i386
            kinds: [static, shared, symlink, pkg-config]
          - set: libcrypto
            installation: /usr/local/awslc
            implementation: AWS-LC
            version: '1.60.0'
            machine: x86_64
            kinds: [static, shared]
          - set: libcrypto
            installation: /usr/local/boringssl
            implementation: BoringSSL
            machine: x86_64
            kinds: [shared]
          - set: libcrypto
            installation: /usr/local/openssl-1.0.2
            implementation: OpenSSL
            version: '1.0.2u'
            machine: x86_64
            kinds: [static, shared, symlink, pkg-config]
          - set: libcrypto
            installation: /usr/local/openssl-3.0
            implementation: OpenSSL
            version: '3.0.17'
            machine: x86_64
            kinds: [static, shared, symlink, pkg-config]
          - set: clang
            installation: /usr
            program: clang
            version: '19.1.7'
            machine: x86_64
            kinds: [symlink, program]
        nothingElse: [libcrypto, clang]

        """));

    [Test]
    public void What_came_and_what_went_since_then_are_deviations()
    {
        var recipe = ImageRecipeDraft.Of(MadeUp.Inventory(MadeUp.Runbook));
        var changed = MadeUp.Runbook.Where(artifact => !artifact.Path.StartsWith("/usr/local/awslc", StringComparison.Ordinal))
            .Append(MadeUp.File("/usr/local/libressl/lib/libcrypto.a", ArtifactKind.Static, "LibreSSL", "3.7.1"));

        Assert.That(ImageCheck.Check(MadeUp.Inventory(changed), recipe).Deviations.Select(deviation => (deviation.Kind, deviation.Path)), Is.EqualTo(
            [(DeviationKind.Missing, "/usr/local/awslc"), (DeviationKind.Unexpected, "/usr/local/libressl/lib/libcrypto.a")]));
    }

    [Test]
    public void Files_of_one_installation_that_do_not_agree_have_an_entry_each()
    {
        var recipe = ImageRecipeDraft.Of(MadeUp.Inventory([
            MadeUp.File("/usr/bin/clang-18", ArtifactKind.Program, "clang", "18.1.8"), MadeUp.File("/usr/bin/clang-19", ArtifactKind.Program, "clang", "19.1.7"),
            MadeUp.File("/usr/bin/clang-format", ArtifactKind.Program, "clang-format", "19.1.7")]));

        Assert.That(recipe.Must.Select(must => $"{must.Covered}: {must.Version}"), Is.EqualTo(
            ["clang in /usr/bin/clang-18: 18.1.8", "clang in /usr/bin/clang-19: 19.1.7", "clang clang-format in /usr: 19.1.7"]));
    }

    [TestCase("registry.example.org/team/s2n:tests", "s2n-tests")]
    [TestCase("images/s2n.tar", "s2n.tar")]
    [TestCase("docker://x@sha256:00", "x-sha256-00")]
    [TestCase("...", "image")]
    public void Recipe_is_called_after_its_image_unless_it_is_named(string image, string name)
    {
        var inventory = MadeUp.Inventory([]) with { Image = image };

        Assert.That(ImageRecipeDraft.Of(inventory).Name, Is.EqualTo(name));
        Assert.That(ImageRecipeDraft.Of(inventory, "mine").Name, Is.EqualTo("mine"));
    }

    [Test]
    public void Image_with_more_than_a_recipe_holds_is_an_error_that_says_so()
    {
        var many = Enumerable.Range(0, 1001).Select(i => MadeUp.File($"/opt/{i}/lib/libcrypto.a", ArtifactKind.Static, "OpenSSL", "3.0.17"));

        Assert.That(() => ImageRecipeDraft.Of(MadeUp.Inventory(many)), Throws.TypeOf<ImageException>().With.Message.EqualTo(
            "A recipe of made-up/s2n:tests would have 1001 entries, and a recipe holds 1000; look for fewer sets."));
    }

    private static bool Holds(ImageInventory inventory, JsonSchema schema)
    {
        var text = ImageRecipeWriter.Write(ImageRecipeDraft.Of(inventory));
        var result = ImageRecipeReader.Read("draft.yml", text);
        Assert.That(result.Faults, Is.Empty, text);
        Assert.That(ImageRecipeWriter.Write(result.Recipe!), Is.EqualTo(text));
        Assert.That(schema.Validate(SchemaTests.Json(text)).Select(error => error.ToString()), Is.Empty, text);
        Assert.That(ImageCheck.Check(inventory, result.Recipe).Deviations.Select(deviation => deviation.Message), Is.Empty, text);
        return true;
    }

    private static Gen<ImageInventory> Inventories() =>
        from artifacts in Artifacts().ListOf()
        from sets in Gen.Elements<IReadOnlyList<ArtifactSet>>(ArtifactSet.Usual, [ArtifactSet.Libcrypto, Libssl], [Libssl])
        select MadeUp.Inventory(artifacts.DistinctBy(artifact => artifact.Path), sets);

    private static Gen<Artifact> Artifacts() =>
        from folder in Gen.Elements("/usr", "/usr/local/a", "/usr/local/*", "/opt/it's", "/opt/a\nb", "/opt/ü 😀", "/o\"p\\t", "/o?p", "/opt/a: b #c", "/opt/\u2028\u0085\u200b")
        from name in Gen.Elements("lib/libcrypto.a", "lib/libcrypto.so", "lib/libcrypto.so.3", "lib/pkgconfig/libcrypto.pc", "lib/libssl.so.3", "bin/clang", "bin/clang-19", "bin/clang-format")
        from kind in Gen.Elements(Enum.GetValues<ArtifactKind>())
        from version in Gen.Elements(null, "3.0.17", "1.0.2u-fips", "API 32", "3.10", "<x>", "1*", "19.1.7", "3.0\n")
        from implementation in name.Contains("clang", StringComparison.Ordinal) ? Gen.Elements("clang", "clang-format", "clang++") : name.Contains("libssl", StringComparison.Ordinal) ? Gen.Constant((string)null!) : Gen.Elements("OpenSSL", "AWS-LC", "unknown")
        from machine in Gen.Elements(null, "x86_64", "i386", "EM_247")
        from state in Gen.Frequency((9, Gen.Constant(SymlinkState.Resolved)), (1, Gen.Elements(SymlinkState.Dangling, SymlinkState.Loop)))
        let file = MadeUp.File($"{folder}/{name}", kind, implementation, version, machine)
        select kind != ArtifactKind.Symlink ? file
            : state == SymlinkState.Resolved ? MadeUp.Link(file.Path, "there", file)
            : MadeUp.Dangling(file.Path, "/nowhere", state);
}
