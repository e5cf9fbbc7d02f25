using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.Reports.CycloneDx;

namespace Fleetyard.Reports.Tests;

internal sealed partial class CycloneDxTests
{
    private static readonly string[] Types = ["application", "container", "library"];
    private static readonly string[] Techniques = ["source-code-analysis", "binary-analysis", "manifest-analysis", "ast-fingerprint", "hash-comparison", "instrumentation", "dynamic-analysis", "filename", "attestation", "other"];
    private static readonly string[] Fields = ["group", "name", "version", "purl", "cpe", "omniborId", "swhid", "swid", "hash"];

    private static JsonNode One => JsonNode.Parse(new CycloneDxReport().Write(Sample.Input(Sample.Well())))!;

    private static JsonNode Several => JsonNode.Parse(new CycloneDxReport().Write(new([Sample.Well(), Sample.Odd()], [new ImageFailure("gone:1", "No such image.")], DateTimeOffset.UnixEpoch)))!;

    [Test]
    public void A_library_has_its_version_and_each_of_its_paths()
    {
        var component = One["components"]!.AsArray().Single(it => (string?)it!["version"] == "3.0.20")!;

        Assert.Multiple(() =>
        {
            Assert.That((string?)component["type"], Is.EqualTo("library"));
            Assert.That((string?)component["name"], Is.EqualTo("OpenSSL"));
            Assert.That((string?)component["cpe"], Is.EqualTo("cpe:2.3:a:openssl:openssl:3.0.20:*:*:*:*:*:*:*"));
            Assert.That(component["evidence"]!["occurrences"]!.AsArray().Select(it => (string?)it!["location"]), Is.EqualTo(new[]
            {
                "/usr/local/openssl-3.0/lib64/libcrypto.a", "/usr/local/openssl-3.0/lib64/libcrypto.so", "/usr/local/openssl-3.0/lib64/libcrypto.so.3", "/usr/local/openssl-3.0/lib64/pkgconfig/libcrypto.pc",
            }));
            Assert.That(component["properties"]!.AsArray().Select(it => $"{it!["name"]}={it["value"]}"), Is.EqualTo(new[]
            {
                "fleetyard:image:soname=libcrypto.so.3", "fleetyard:image:machine=x86_64", "fleetyard:image:layer=sha256:3c324f3ece4dff0ee302c3d2f63c6c916db03e2c2c2e5d3172e5b8ca04f9ebd3",
            }));
        });
    }

    [Test]
    public void A_compiler_is_an_application() =>
        Assert.That(One["components"]!.AsArray().Where(it => (string?)it!["type"] == "application").Select(it => $"{it!["name"]} {it["version"]}"), Is.EqualTo(new[] { "clang 14.0.6", "clang-format 14.0.6" }));

    [Test]
    public void One_image_is_what_the_document_is_about_and_several_are_its_components()
    {
        Assert.That((string?)One["metadata"]!["component"]!["name"], Is.EqualTo("s2n-tls:ubuntu22-gcc11"));
        Assert.That(Several["metadata"]!["component"], Is.Null);
        Assert.That(Several["components"]!.AsArray().Select(it => (string?)it!["type"]), Is.EqualTo(new[] { "container", "container" }));
        Assert.That((string?)Several["metadata"]!["properties"]![0]!["value"], Is.EqualTo("gone:1: No such image."));
    }

    /// <summary>What bom-1.6.schema.json demands of the members that are written.</summary>
    [Test]
    public void The_document_keeps_the_rules_of_the_schema()
    {
        foreach (var bom in new[] { One, Several })
        {
            Assert.That((string?)bom["bomFormat"], Is.EqualTo("CycloneDX"));
            Assert.That((string?)bom["specVersion"], Is.EqualTo("1.6"));
            Assert.That((string?)bom["serialNumber"], Does.Match(Serial()));
            var objects = Objects(bom).ToArray();
            var references = objects.Select(it => (string?)it["bom-ref"]).OfType<string>().ToArray();
            Assert.That(references, Is.Unique.And.All.Not.Empty);
            Assert.That(bom["dependencies"]!.AsArray().SelectMany(it => it!["dependsOn"]!.AsArray().Select(on => (string?)on).Append((string?)it["ref"])), Is.SubsetOf(references));
            foreach (var component in objects.Where(it => it.ContainsKey("type")))
            {
                Assert.That((string?)component["type"], Is.AnyOf([.. Types]));
                Assert.That((string?)component["name"], Is.Not.Empty);
            }

            foreach (var method in objects.Where(it => it.ContainsKey("technique")))
            {
                Assert.That((string?)method["technique"], Is.AnyOf([.. Techniques]));
                Assert.That((decimal)method["confidence"]!, Is.InRange(0m, 1m));
            }

            Assert.That(objects.Where(it => it.ContainsKey("field")).Select(it => (string?)it["field"]), Is.All.AnyOf([.. Fields]));
            Assert.That(objects.Where(it => it.ContainsKey("location")).Select(it => (string?)it["location"]), Is.All.Not.Empty);
        }
    }

    [Test]
    public void The_serial_number_is_of_the_content()
    {
        var again = new CycloneDxReport().Write(Sample.Input(Sample.Well()));
        var other = new CycloneDxReport().Write(Sample.Input(Sample.Well(openSsl: "3.0.21")));

        Assert.That((string?)One["serialNumber"], Is.EqualTo((string?)JsonNode.Parse(again)!["serialNumber"]));
        Assert.That((string?)One["serialNumber"], Is.Not.EqualTo((string?)JsonNode.Parse(other)!["serialNumber"]));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject it => it.SelectMany(pair => Objects(pair.Value)).Prepend(it),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    private static partial Regex Serial();
}
