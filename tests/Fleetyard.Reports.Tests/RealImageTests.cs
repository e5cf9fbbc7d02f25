using System.Text.Json.Nodes;
using Fleetyard.Images.Inventories;
using NJsonSchema;

namespace Fleetyard.Reports.Tests;

/// <summary>From an image's bytes to the reports, with nothing made up between.</summary>
internal sealed class RealImageTests
{
    private const string PkgConfig = "Name: AWS-LC-libcrypto\nDescription: AWS-LC cryptography library 5.5.0\nVersion: 1.1.1\nLibs: -lcrypto\n";

    /// <summary>JUnit tells checks, of which there are none.</summary>
    [TestCase("table")]
    [TestCase("json")]
    [TestCase("markdown")]
    [TestCase("html")]
    [TestCase("cyclonedx")]
    [TestCase("sarif")]
    public async Task What_is_in_an_image_is_in_the_report(string name) =>
        Assert.That(ImageReports.Named(name).Write(await Found()), Does.Contain("lib/pkgconfig/libcrypto.pc").And.Contain("AWS-LC"));

    [Test]
    public async Task Its_JSON_is_what_the_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "image-inventory.schema.json"));
        var json = ImageReports.Named("json").Write(await Found());

        Assert.That(schema.Validate(json).Select(error => error.ToString()), Is.Empty);
        var artifacts = JsonNode.Parse(json)!["images"]![0]!["sets"]![0]!["installations"]![0]!["artifacts"]!.AsArray();
        Assert.That(artifacts.Select(it => $"{it!["path"]} {it["kind"]} {it["target"]?["state"]} {it["layer"]!["createdBy"]}"), Is.EqualTo(new[]
        {
            "/usr/local/awslc/lib/libcrypto.so symlink dangling COPY . /",
            "/usr/local/awslc/lib/pkgconfig/libcrypto.pc pkg-config  COPY . /",
        }));
    }

    private static async Task<ImageReportInput> Found()
    {
        using var image = new SavedImage(("usr/local/awslc/lib/pkgconfig/libcrypto.pc", PkgConfig), ("usr/local/awslc/lib/libcrypto.so", "→libcrypto.so.9"), ("usr/bin/clang-wrapper", "#!/bin/sh\n"));
        return Sample.Input(Sample.Verdict(await ImageInspector.InspectAsync(image.Location, ArtifactSet.Usual), null));
    }
}
