using System.Text.Json.Nodes;
using Fleetyard.Reports.Json;
using NJsonSchema;

namespace Fleetyard.Reports.Tests;

internal sealed class JsonTests
{
    private static readonly ImageReportInput All =
        new([Sample.Well(), Sample.Odd(), Sample.Empty(), Sample.Hostile("<&\"\u202e\u001b[31m\ud800")], [new ImageFailure("gone:1", "No such image.")], DateTimeOffset.UnixEpoch);

    [Test]
    public async Task The_report_is_what_the_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "image-inventory.schema.json"));

        Assert.That(schema.Validate(new JsonReport().Write(All)).Select(error => error.ToString()), Is.Empty);
    }

    [Test]
    public async Task The_schema_refuses_what_is_not_in_it()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "image-inventory.schema.json"));
        var report = JsonNode.Parse(new JsonReport().Write(All))!;
        report["images"]![0]!["sets"]![0]!["installations"]![0]!["artifacts"]![0]!["mode"] = 493;

        Assert.That(schema.Validate(report.ToJsonString()), Is.Not.Empty);
    }

    [Test]
    public void An_artifact_has_all_that_is_known_of_it()
    {
        var artifact = JsonNode.Parse(new JsonReport().Write(Sample.Input(Sample.Well())))!["images"]![0]!["sets"]![0]!["installations"]![1]!["artifacts"]![1]!;

        Assert.Multiple(() =>
        {
            Assert.That((string?)artifact["path"], Is.EqualTo("/usr/local/openssl-3.0/lib64/libcrypto.so"));
            Assert.That((string?)artifact["mode"], Is.EqualTo("0777"));
            Assert.That((string?)artifact["target"]!["final"], Is.EqualTo("/usr/local/openssl-3.0/lib64/libcrypto.so.3"));
            Assert.That((string?)artifact["target"]!["state"], Is.EqualTo("resolved"));
            Assert.That((string?)artifact["layer"]!["createdBy"], Does.Contain("install_openssl_3_0.sh"));
            Assert.That((int?)artifact["identity"]!["class"], Is.EqualTo(64));
            Assert.That((string?)artifact["identity"]!["soname"], Is.EqualTo("libcrypto.so.3"));
            Assert.That((long?)artifact["identity"]!["evidence"]![0]!["offset"], Is.EqualTo(3_145_728));
        });
    }
}
