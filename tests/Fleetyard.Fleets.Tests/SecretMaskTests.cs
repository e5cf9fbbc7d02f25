using Fleetyard.Fleets.Provisioning;

namespace Fleetyard.Fleets.Tests;

internal sealed class SecretMaskTests
{
    private const string Canary = "c4naryC4NARYc4naryC4NARYc4naryC4NARY";

    [TestCase("AWS_SECRET_ACCESS_KEY=" + Canary)]
    [TestCase("export DB_PASSWORD='" + Canary + " with spaces'")]
    [TestCase("{\"password\": \"" + Canary + "\", \"user\": \"me\"}")]
    [TestCase("{\"Credentials\":{\"SecretAccessKey\":\"" + Canary + "\",\"SessionToken\":\"" + Canary + "\"}}")]
    [TestCase("{\\\"password\\\": \\\"" + Canary + "\\\"}")]
    [TestCase("  - password: correct horse " + Canary)]
    [TestCase("apiKey: " + Canary)]
    [TestCase("--token " + Canary + " --verbose")]
    [TestCase("--password=" + Canary)]
    [TestCase("DB_PASS=" + Canary)]
    [TestCase("db_pwd='" + Canary + "'")]
    [TestCase("pass: " + Canary)]
    [TestCase("--pass " + Canary)]
    [TestCase("{\"pwd\": \"" + Canary + "\"}")]
    [TestCase("Authorization: Basic " + Canary)]
    [TestCase("authorization: AWS4-HMAC-SHA256 Credential=x/20261124/us-west-2/ec2/aws4_request, SignedHeaders=host, Signature=" + Canary)]
    [TestCase("curl -H 'Authorization: token " + Canary + "' https://api.github.com")]
    [TestCase("sent Bearer " + Canary)]
    [TestCase("cloning https://user:" + Canary + "@github.com/a/b")]
    [TestCase("cloning https://" + Canary + "@github.com/a/b")]
    [TestCase("postgres://me:" + Canary + "@db.example/x")]
    [TestCase("git+ssh://me:p@ss" + Canary + "@host/x")]
    [TestCase("ghp_" + Canary)]
    [TestCase("github_pat_" + Canary + "_x")]
    [TestCase("IQoJb3JpZ2lu" + Canary + "//////////wEaCXVzLWVhc3Qt")]
    [TestCase("cache-1:AA" + Canary + Canary + "AAAAAAAAAAAA==")]
    [TestCase("-----BEGIN PRIVATE KEY-----\\n" + Canary + "\\n-----END PRIVATE KEY-----")]
    public void A_secret_is_hidden(string line) => Assert.That(SecretMask.Over(line), Does.Not.Contain(Canary).And.Not.Contain(Canary[4..]).And.Contain("***"));

    [TestCase("AKIAIOSFODNN7EXAMPLE")]
    [TestCase("ASIAIOSFODNN7EXAMPLE")]
    public void An_access_key_id_is_hidden(string id) => Assert.That(SecretMask.Over($"key {id}."), Is.EqualTo("key ***."));

    [TestCase("Unpacking base-passwd (3.6.7) over (3.6.6) ...")]
    [TestCase("trusted-public-keys = cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=")]
    [TestCase("Get:1 http://deb.debian.org/debian trixie InRelease [140 kB]")]
    [TestCase("copying path '/nix/store/0a1b2c3d4e5f6g7h8i9j0k1l2m3n4p5q-hello-2.12' from 'https://cache.nixos.org'...")]
    [TestCase("Setting up libsecret-1-0:amd64 (0.21.7-1) ...")]
    [TestCase("mail to someone@example.org")]
    [TestCase("bypass=1 passed=3 encompass: all, OLDPWDS=2")]
    public void What_is_no_secret_stays(string line) => Assert.That(SecretMask.Over(line), Is.EqualTo(line));

    [TestCase("x")]
    [TestCase("secret")]
    [TestCase("a-")]
    [TestCase("a://")]
    [TestCase("eyJ-.")]
    [TestCase("token=\\")]
    [TestCase("_pass")]
    [TestCase("pass ")]
    [TestCase("--token ")]
    [TestCase(" ")]
    public void A_long_line_does_not_keep_the_search_busy(string piece) =>
        Assert.That(SecretMask.Over(string.Concat(Enumerable.Repeat(piece, 64 * 1024 / piece.Length))), Is.Not.EqualTo("***"), "the search gave up");

    [Test]
    public void A_key_block_over_several_lines_is_hidden_and_what_follows_it_is_not()
    {
        var mask = new SecretMask();
        string[] lines = ["before", "key: -----BEGIN OPENSSH PRIVATE KEY-----", Canary, "", Canary, "-----END OPENSSH PRIVATE KEY-----", "after"];
        Assert.That(lines.Select(mask.Next), Is.EqualTo(new[] { "before", "key: ***", "***", "***", "***", "***", "after" }));
    }

    [Test]
    public void A_key_block_without_an_end_does_not_hide_the_rest_for_ever()
    {
        var mask = new SecretMask();
        mask.Next("-----BEGIN PRIVATE KEY-----");
        Assert.That(Enumerable.Range(0, 300).Select(index => mask.Next($"line {index}")).ToList()[^1], Is.EqualTo("line 299"));
    }

    [Test]
    public void A_public_key_block_stays()
    {
        var mask = new SecretMask();
        Assert.That(new[] { "-----BEGIN CERTIFICATE-----", Canary }.Select(mask.Next), Is.EqualTo(new[] { "-----BEGIN CERTIFICATE-----", Canary }));
    }

    [Test]
    public void The_values_of_the_programs_own_secret_variables_are_hidden_wherever_they_stand()
    {
        var name = $"FLEETS_TESTS_{Guid.NewGuid():N}_TOKEN";
        var value = Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(name, value);
        try
        {
            Assert.That(SecretMask.Over($"the value is x{value}x"), Is.EqualTo("the value is x***x"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
