using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Tests.Inventories;

/// <summary>What an inspection finds, and who it says each is.</summary>
internal sealed class InspectorTests
{
    private static readonly Lazy<Task<ImageInventory>> Inspected = new(async () =>
    {
        using var image = new PackedImage(Packing.DockerSave, [RunbookTree.Distribution(), RunbookTree.Installations(), RunbookTree.Compiler()]);
        return await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual);
    });

    [Test]
    public async Task Artifacts_are_grouped_by_the_installation_that_a_build_chooses()
    {
        var found = await Inspected.Value;
        Assert.That(found.Sets[0].Installations.Select(installation => installation.Path), Is.EqualTo(
        [
            "/usr/lib/i386-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/local/awslc", "/usr/local/boringssl", "/usr/local/circle", "/usr/local/gone", "/usr/local/openssl-3.0",
        ]));
        Assert.That(found.Sets[1].Installations.Select(installation => installation.Path), Is.EqualTo(["/usr", "/usr/lib/ccache", "/usr/lib/llvm-14"]));
    }

    [TestCase("/usr/lib/i386-linux-gnu/libcrypto.so.3", "shared OpenSSL i386 Elf32 libcrypto.so.3 layer 0")]
    [TestCase("/usr/lib/i386-linux-gnu/libcrypto.so", "symlink OpenSSL i386 Elf32 libcrypto.so.3 layer 0")]
    [TestCase("/usr/local/openssl-3.0/lib64/libcrypto.a", "static OpenSSL x86_64 Elf64  layer 1")]
    [TestCase("/usr/local/openssl-3.0/lib64/pkgconfig/libcrypto.pc", "pkg-config OpenSSL    layer 1")]
    [TestCase("/usr/local/awslc/lib/libcrypto.so", "shared AWS-LC x86_64 Elf64 libcrypto.so layer 1")]
    [TestCase("/usr/local/boringssl/lib/libcrypto.so", "shared BoringSSL x86_64 Elf64  layer 1")]
    [TestCase("/usr/lib/llvm-14/bin/clang", "program clang x86_64 Elf64  layer 2")]
    [TestCase("/usr/bin/clang-14", "symlink clang x86_64 Elf64  layer 2")]
    public async Task Each_is_told_with_kind_implementation_machine_class_SONAME_and_layer(string path, string expected)
    {
        var artifact = Find(await Inspected.Value, path);
        Assert.That($"{artifact.Kind.Name()} {artifact.Identity!.Implementation} {artifact.Identity.Machine} {artifact.Identity.Class} {artifact.Identity.Soname} layer {artifact.Layer}", Is.EqualTo(expected));
    }

    [Test]
    public async Task Versions_come_with_the_evidence_that_told_them()
    {
        var found = await Inspected.Value;
        Assert.Multiple(() =>
        {
            Assert.That(Find(found, "/usr/local/openssl-3.0/lib64/libcrypto.so.3").Identity!.Version, Does.Match(@"^3\.0\.\d+$"));
            Assert.That(Find(found, "/usr/local/awslc/lib/libcrypto.so").Identity!.Version, Is.EqualTo("5.5.0"));
            Assert.That(Find(found, "/usr/bin/clang-14").Identity!.Version, Is.EqualTo("14.0.6"));
            Assert.That(Find(found, "/usr/bin/clang-14").Identity!.Evidence, Is.Not.Empty);
        });
    }

    [Test]
    public async Task A_pkg_config_file_that_lies_is_told_with_what_it_says_and_a_warning()
    {
        var file = Find(await Inspected.Value, "/usr/local/awslc/lib/pkgconfig/libcrypto.pc").Identity!;
        Assert.That((file.Version, file.PkgConfigVersion), Is.EqualTo(("5.5.0", "1.1.1")));
        Assert.That(file.Warnings, Has.One.Contains("1.1.1"));
    }

    [Test]
    public async Task A_symlink_is_told_with_its_final_target()
    {
        var found = await Inspected.Value;
        Assert.Multiple(() =>
        {
            Assert.That(Find(found, "/usr/bin/clang-14").Target, Is.EqualTo(new SymlinkTarget("../lib/llvm-14/bin/clang", "/usr/lib/llvm-14/bin/clang", SymlinkState.Resolved)));
            Assert.That(Find(found, "/usr/local/gone/lib/libcrypto.so").Target, Is.EqualTo(new SymlinkTarget("/nowhere/libcrypto.so.1", "/nowhere/libcrypto.so.1", SymlinkState.Dangling)));
            Assert.That(Find(found, "/usr/local/circle/lib/libcrypto.so").Target!.State, Is.EqualTo(SymlinkState.Loop));
        });
    }

    [Test]
    public async Task What_only_sounds_like_one_is_left_out_and_a_disguise_is_told()
    {
        var found = await Inspected.Value;
        Assert.That(found.Artifacts.Select(artifact => artifact.Path), Has.None.Contains("completions").And.None.Contains("html").And.None.Contains(".h").And.None.Contains("libcrypto.d"));
        var disguise = Find(found, "/usr/lib/ccache/clang");
        Assert.That(disguise.Identity, Is.Null);
        Assert.That(disguise.Warnings, Is.EqualTo(["It leads to /usr/bin/ccache, which is no clang."]));
    }

    [Test]
    public async Task A_completion_is_left_out_even_as_Debian_has_it_a_symlink_to_a_script()
    {
        const string Script = "usr/lib/llvm-14/share/clang/bash-autocomplete.sh";
        var layer = new LayerTar()
            .File(Script, "#!/bin/bash\n"u8.ToArray(), (UnixFileMode)0b111_101_101)
            .Symlink("usr/share/bash-completion/completions/clang-14", "/" + Script).Symlink("usr/share/bash-completion/completions/clang-15", "gone").Write();
        using var image = new PackedImage(Packing.DockerSave, [layer]);
        var found = await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual);
        Assert.That(found.Artifacts, Is.Empty);
    }

    [Test]
    public async Task A_layer_is_told_with_its_diffID_and_the_line_of_history_that_made_it()
    {
        var found = await Inspected.Value;
        Assert.That(found.Layers.Select(layer => layer.CreatedBy), Is.EqualTo(["RUN step 0", "RUN step 1", "RUN step 2"]));
        Assert.That(found.Layers.Select(layer => layer.DiffId), Has.All.StartWith("sha256:"));
    }

    [Test]
    public async Task Other_artifacts_are_found_by_patterns_of_ones_own()
    {
        using var image = new PackedImage(Packing.OciTarZstd, [RunbookTree.Compiler(), RunbookTree.Distribution()]);
        ArtifactSet[] sets =
        [
            new() { Name = "cache", Patterns = ["ccache"] },
            new() { Name = "libclang", Patterns = ["libclang*.so*"], Except = ["*.a"] },
            new() { Name = "by path", Patterns = ["/usr/share/*"] },
        ];
        var found = await ImageInspector.InspectAsync(image.Location, sets);
        Assert.That(found.Sets.Select(set => string.Join(' ', set.Artifacts.Select(artifact => $"{artifact.Path} {artifact.Kind.Name()} {artifact.Identity!.Machine} {artifact.Identity.Soname}"))), Is.EqualTo(
        [
            "/usr/bin/ccache script  ",
            "/usr/lib/llvm-14/lib/libclang-cpp.so.14 shared x86_64 libclang-cpp.so.14",
            "/usr/share/bash-completion/completions/clang symlink   /usr/share/bash-completion/completions/clang-14 other   /usr/share/doc/libcrypto.html other  ",
        ]));
    }

    [Test]
    public async Task A_library_that_is_damaged_or_sparse_is_marked_and_does_not_stop_the_look()
    {
        var broken = new LayerTar().File("opt/lib/libcrypto.so", "\u007fELF and no more").File("opt/lib/libcrypto.a", "!<arch>\nnot a header").Write();
        using var image = new PackedImage(Packing.DockerSave, [broken]);
        var found = await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual);
        Assert.That(found.Artifacts.Select(artifact => (artifact.Path, artifact.Identity!.Warnings.Count > 0)), Is.EqualTo([("/opt/lib/libcrypto.a", true), ("/opt/lib/libcrypto.so", true)]));
    }

    [Test]
    public async Task A_sparse_file_beside_a_library_does_not_stop_the_look()
    {
        byte[] header =
        [
            .. RawTar.Entry("pax", 'x', "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n"u8.ToArray()),
            .. RawTar.Entry("usr/local/boringssl/include/openssl/base.h", '0', "0\n"u8.ToArray()), .. new byte[1024],
        ];
        using var image = new PackedImage(Packing.OciDirectory, [RunbookTree.Installations(), header]);
        Assert.That(Find(await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual), "/usr/local/boringssl/lib/libcrypto.so").Identity!.Implementation, Is.EqualTo("BoringSSL"));
    }

    [Test]
    public async Task More_artifacts_than_the_limit_are_refused()
    {
        using var image = new PackedImage(Packing.OciDirectory, [new LayerTar().File("a.x").HardLink("b.x", "a.x").Symlink("c.x", "a.x").Write()]);
        ArtifactSet[] sets = [new() { Name = "all", Patterns = ["*.x"] }];
        var options = new ImageSourceOptions { Limits = new ImageLimits { Artifacts = 3 } };
        Assert.That((await ImageInspector.InspectAsync(image.Location, sets, options)).Artifacts.Count(), Is.EqualTo(3));
        var fewer = options with { Limits = new ImageLimits { Artifacts = 2 } };
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ImageInspector.InspectAsync(image.Location, sets, fewer)))!.Message, Does.Contain("more than 2 artifacts of all"));
    }

    private static Artifact Find(ImageInventory inventory, string path) => inventory.Artifacts.Single(artifact => artifact.Path == path);
}
