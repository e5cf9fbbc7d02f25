using System.Xml.Linq;
using Fleetyard.Reports.JUnit;

namespace Fleetyard.Reports.Tests;

internal sealed class JUnitTests
{
    private static readonly XElement Suites = XDocument.Parse(new JUnitReport().Write(new([Sample.Well(), Sample.Odd()], [new ImageFailure("gone:1", "No such image.")], DateTimeOffset.UnixEpoch))).Root!;

    [Test]
    public void Each_image_is_a_suite() =>
        Assert.That(Suites.Elements("testsuite").Attributes("name").Select(name => name.Value), Is.EqualTo(new[] { "s2n-tls:ubuntu22-gcc11", "s2n-tls:awslc-dev", "gone:1" }));

    [Test]
    public void Each_check_is_a_case_and_a_deviation_fails_it()
    {
        var cases = Suites.Elements("testsuite").ElementAt(1).Elements("testcase").ToArray();

        Assert.That(cases, Has.Length.EqualTo(3));
        Assert.That(cases.Select(it => it.Elements("failure").Count()), Is.EqualTo(new[] { 1, 1, 0 }));
        var failure = cases[0].Element("failure")!;
        Assert.That((string?)failure.Attribute("message"), Is.EqualTo("/usr/local/openssl-3.0/lib64/libcrypto.a: expected OpenSSL 3.0.20, found OpenSSL 3.0.7"));
        Assert.That(failure.Value, Is.EqualTo("version: /usr/local/openssl-3.0/lib64/libcrypto.a: expected OpenSSL 3.0.20, found OpenSSL 3.0.7"));
    }

    [Test]
    public void What_could_not_be_looked_at_is_an_error() =>
        Assert.That((string?)Suites.Elements("testsuite").Last().Element("testcase")!.Element("error")!.Attribute("message"), Is.EqualTo("No such image."));

    [Test]
    public void The_counts_are_those_of_the_cases()
    {
        Assert.That((int)Suites.Attribute("tests")!, Is.EqualTo(Suites.Descendants("testcase").Count()));
        Assert.That((int)Suites.Attribute("failures")!, Is.EqualTo(Suites.Descendants("failure").Count()));
        Assert.That((int)Suites.Attribute("errors")!, Is.EqualTo(Suites.Descendants("error").Count()));
    }
}
