namespace Fleetyard.Recipes.Tests;

internal sealed class FingerprintTests
{
    private static readonly string Original = Sample.Recipe(Sample.Text).Fingerprint;

    [Test]
    public void Fingerprint_is_64_hexadecimal_digits() => Assert.That(Original, Does.Match("^[0-9a-f]{64}$"));

    [TestCase("release: \"13\"", "release: \"12\"")]
    [TestCase("provider: debian", "provider: canonical")]
    [TestCase("sizeGiB: 30", "sizeGiB: 31")]
    [TestCase("type: gp3", "type: gp2")]
    [TestCase("update: true", "update: false")]
    [TestCase("[kmod, curl]", "[kmod]")]
    [TestCase("[kmod, curl]", "[kmodcurl]")]
    [TestCase("version: 2.31.1", "version: 2.31.2")]
    [TestCase("x86_64: 75", "x86_64: 76")]
    [TestCase("features: [nix-command]", "features: [nix-command, flakes]")]
    [TestCase("url: https://cache.nixos.org", "url: https://cache.example.org")]
    [TestCase("minFree: 1GiB", "minFree: 2GiB")]
    [TestCase("cores: 2", "cores: 3")]
    [TestCase("packages: [kmod, curl]", "packages: [kmod, curl]\n  scripts: [clean-up.sh]")]
    public void Fingerprint_changes_with_what_decides_the_AMI(string piece, string instead) =>
        Assert.That(Sample.Recipe(Sample.With(piece, instead)).Fingerprint, Is.Not.EqualTo(Original));

    [TestCase("name: sample\n", "name: other\n")]
    [TestCase("description: A sample", "# a comment\ndescription: Another")]
    [TestCase("name: sample-{date}", "name: other-{date}")]
    [TestCase("team: tls", "team: crypto")]
    [TestCase("capacity: 1", "capacity: 2")]
    [TestCase("overflow: queue", "overflow: on-demand")]
    [TestCase("role/fleet", "role/other")]
    [TestCase("git --version", "nix --version")]
    [TestCase("[kmod, curl]", "[ \"kmod\",   'curl' ]")]
    [TestCase("minFree: 1GiB", "minFree: 1024MiB")]
    public void Fingerprint_stays_where_the_AMI_stays(string piece, string instead) =>
        Assert.That(Sample.Recipe(Sample.With(piece, instead)).Fingerprint, Is.EqualTo(Original));

    [Test]
    public void Line_ends_of_scripts_do_not_count_but_their_bytes_do()
    {
        var recipe = Sample.Recipe(Sample.Text);

        Assert.That(With(content => content.Replace("\n", "\r\n", StringComparison.Ordinal)), Is.EqualTo(Original));
        Assert.That(With(content => content + "# more\n"), Is.Not.EqualTo(Original));

        string With(Func<string, string> change) => Fingerprint.Of(recipe.Source, recipe.Instance, recipe.Ami, recipe.Scripts with
        {
            SnapshotAmi = [.. recipe.Scripts.SnapshotAmi.Select(script => script with { Content = change(script.Content) })],
        });
    }
}
