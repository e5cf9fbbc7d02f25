using System.Text.Json.Nodes;
using Fleetyard.Reports.Sarif;

namespace Fleetyard.Reports.Tests;

internal sealed class SarifTests
{
    private static JsonNode Log(params Fleetyard.Images.Verdicts.ImageVerdict[] verdicts) => JsonNode.Parse(new SarifReport().Write(new(verdicts, [new ImageFailure("gone:1", "No such image.")])))!;

    [Test]
    public void An_image_that_is_well_has_no_result() => Assert.That(Log(Sample.Well())["runs"]![0]!["results"]!.AsArray(), Is.Empty);

    [Test]
    public void Each_result_is_of_a_rule_and_at_a_place()
    {
        var run = Log(Sample.Odd())["runs"]![0]!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        var results = run["results"]!.AsArray();

        Assert.That(results.Select(result => (string?)result!["ruleId"]), Is.EquivalentTo(new[]
        {
            "fleetyard/version", "fleetyard/missing", "fleetyard/unknown", "fleetyard/dangling", "fleetyard/warning", "fleetyard/mixed", "fleetyard/finding",
        }));
        Assert.Multiple(() =>
        {
            foreach (var result in results)
            {
                // Required by sections 3.27.11 and 3.11.1, and for what the index means by 3.27.6.
                Assert.That((string?)result!["message"]!["text"], Is.Not.Empty);
                Assert.That((string?)rules[(int)result["ruleIndex"]!]!["id"], Is.EqualTo((string?)result["ruleId"]));
                Assert.That((string?)result["level"], Is.AnyOf("none", "note", "warning", "error"));
                Assert.That((string?)result["locations"]![0]!["logicalLocations"]![0]!["name"], Is.EqualTo("s2n-tls:awslc-dev"));
            }
        });
        Assert.That((string?)results[0]!["level"], Is.EqualTo("error"));
        Assert.That((string?)results[0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"], Is.EqualTo("usr/local/openssl-3.0/lib64/libcrypto.a"));
    }

    [Test]
    public void What_could_not_be_looked_at_is_an_unsuccessful_invocation()
    {
        var invocation = Log()["runs"]![0]!["invocations"]![0]!;

        Assert.That((bool?)invocation["executionSuccessful"], Is.False);
        Assert.That((string?)invocation["toolExecutionNotifications"]![0]!["message"]!["text"], Is.EqualTo("gone:1 could not be looked at: No such image."));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("javascript:alert(1)")]
    [TestCase("%2e%2e/a?b#c")]
    [TestCase("//evil.example/x")]
    [TestCase("a\ud800b")]
    public void A_path_stays_below_the_root_of_the_image(string path)
    {
        var locations = Log(Sample.Hostile(path))["runs"]![0]!["results"]!.AsArray().Select(result => (string)result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!).ToArray();
        var root = new Uri("https://image.example/root/");

        Assert.That(locations, Is.Not.Empty);
        foreach (var location in locations)
        {
            Assert.That(new Uri(root, location).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), Does.StartWith(root.AbsoluteUri), location);
            Assert.That(location, Does.Not.Contain(':').And.Not.Contain('?').And.Not.Contain('#').And.Not.StartsWith("/"));
        }
    }
}
