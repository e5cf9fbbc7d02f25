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
    [TestCase("provider: debian\n  release: \"13\"", "imageId: ami-01234567\n  owners: [self]")]
    [TestCase("type: gp3", "iops: 4000")]
    [TestCase("type: gp3", "throughput: 200")]
    [TestCase("type: gp3", "kmsKey: alias/fleet")]
    [TestCase("remote: ssm", "extraVolumes: [{device: /dev/sdf, sizeGiB: 10}]")]
    [TestCase("description: An AMI", "kmsKey: alias/fleet")]
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
    [TestCase("  type: c7i.large\n  volume", "  types: [m7i.large, c7i.large]\n  volume")]
    [TestCase("remote: ssm", "market: spot\n  spot: {maxPrice: 0.05}")]
    [TestCase("remote: ssm", "host: h-0123456789abcdef0")]
    [TestCase("remote: ssm", "capacityReservation: cr-0123456789abcdef0")]
    [TestCase("remote: ssm", "publicIp: true\n  ipv6: true")]
    [TestCase("remote: ssm", "remote: ssh\n  ssh: {user: admin, from: 203.0.113.7/32}")]
    [TestCase("subnet: subnet-0123456789abcdef0", "availabilityZones: [us-west-2a]")]
    [TestCase("description: An AMI", "keep: 3\n  allow: [/opt/tests/key.pem]\n  deprecateAfterDays: 90\n  deregistrationProtection: true\n  snapshotTags: {a: b}\n  permissions: {accounts: [\"123456789012\"]}")]
    [TestCase("verify:\n", "regions:\n  us-east-1: {kmsKey: alias/fleet, fleet: {vpc: none}}\nverify:\n")]
    public void Fingerprint_stays_where_the_AMI_stays(string piece, string instead) =>
        Assert.That(Sample.Recipe(Sample.With(piece, instead)).Fingerprint, Is.EqualTo(Original));

    [Test]
    public void Each_volume_counts_with_its_device_and_in_no_order()
    {
        const string first = "{device: /dev/sdf, sizeGiB: 10, iops: 4000}";
        const string second = "{device: /dev/sdg, sizeGiB: 20}";

        Assert.That(Of(second, first), Is.EqualTo(Of(first, second)));
        Assert.That(Of(first), Is.Not.EqualTo(Of(first, second)));
        Assert.That(Of("{device: /dev/sdf, sizeGiB: 10}", "{device: /dev/sdg, sizeGiB: 20, iops: 4000}"), Is.Not.EqualTo(Of(first, second)));
        Assert.That(Of("{device: /dev/sde, sizeGiB: 10, iops: 4000}", second), Is.Not.EqualTo(Of(first, second)));

        static string Of(params IEnumerable<string> volumes) => Sample.Recipe(Sample.With("  remote: ssm", $"  extraVolumes: [{string.Join(", ", volumes)}]")).Fingerprint;
    }

    [Test]
    public void Image_and_its_trusted_owners_count()
    {
        Assert.That(Of("ami-01234567", "self, amazon"), Is.EqualTo(Of("ami-01234567", "amazon, self")));
        Assert.That(Of("ami-01234567", "self"), Is.Not.EqualTo(Of("ami-01234567", "self, amazon")));
        Assert.That(Of("ami-01234568", "self"), Is.Not.EqualTo(Of("ami-01234567", "self")));

        static string Of(string image, string owners) => Sample.Recipe(Sample.With("provider: debian\n  release: \"13\"", $"imageId: {image}\n  owners: [{owners}]")).Fingerprint;
    }

    /// <summary>The digits were reckoned apart from this program: SHA-256 over each part of a recipe without later fields, its length of 8 bytes before it.</summary>
    [Test]
    public void Recipe_without_later_fields_has_the_fingerprint_that_it_always_had()
    {
        var recipe = Sample.Recipe(Sample.Text);
        var scripts = new RecipeScripts { InstallDeps = [new("a.sh", "#!/bin/sh\n", new Dictionary<string, string> { ["A"] = "1" }, TimeSpan.Zero)], ConfigureNix = [], SnapshotAmi = [] };

        Assert.That(Fingerprint.Of(recipe.Source, recipe.Instance, recipe.Ami, scripts), Is.EqualTo("88970fee465a1fd4e33279211bad6d1eb5927c4ed944c7c7bf82306aa2009561"));
    }

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
