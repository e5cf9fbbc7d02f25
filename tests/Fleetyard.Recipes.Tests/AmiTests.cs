namespace Fleetyard.Recipes.Tests;

internal sealed class AmiTests
{
    private const string Description = "  description: An AMI\n";

    [Test]
    public void Recipe_that_says_nothing_keeps_every_AMI_as_it_is()
    {
        var ami = Sample.Recipe(Sample.Text).Ami;

        Assert.That((ami.KmsKey, ami.DeprecateAfterDays, ami.DeregistrationProtection, ami.Keep), Is.EqualTo(((string?)null, (int?)null, false, (int?)null)));
        Assert.That(ami.SnapshotTags, Is.Empty);
        Assert.That(ami.Permissions.Accounts.Concat(ami.Permissions.OrganizationArns).Concat(ami.Permissions.OrganizationalUnitArns), Is.Empty);
    }

    [Test]
    public void Age_and_protection_are_the_recipes()
    {
        var ami = Sample.Recipe(Sample.With(Description, "  deprecateAfterDays: 3650\n  deregistrationProtection: true\n  keep: 1\n  snapshotTags: {cost centre: 42}\n")).Ami;

        Assert.That((ami.DeprecateAfterDays, ami.DeregistrationProtection, ami.Keep), Is.EqualTo(((int?)3650, true, (int?)1)));
        Assert.That(ami.SnapshotTags, Is.EqualTo(new Dictionary<string, string> { ["cost centre"] = "42" }));
    }

    [TestCase("/etc/shadow")]
    [TestCase("/opt/s2n-tls/tests/**/*.pem")]
    [TestCase("/home/*/.netrc")]
    [TestCase("/opt/a b/..hidden")]
    public void Paths_that_the_audit_may_find_are_the_recipes(string path) =>
        Assert.That(Sample.Recipe(Sample.With(Description, $"  allow: [\"{path}\"]\n")).Ami.Allow, Is.EqualTo(new[] { path }));

    [Test]
    public void Permissions_are_for_whom_the_recipe_names()
    {
        const string organization = "arn:aws:organizations::123456789012:organization/o-abcdefghij";
        const string unit = "arn:aws:organizations::123456789012:ou/o-abcdefghij/ou-ab12-abcdefgh";
        var permissions = Sample.Recipe(Sample.With(Description, $"  permissions:\n    accounts: [012345678901, \"123456789012\"]\n    organizations: [\"{organization}\"]\n    organizationalUnits: [\"{unit}\"]\n")).Ami.Permissions;

        Assert.That(permissions.Accounts, Is.EqualTo(["012345678901", "123456789012"]));
        Assert.That((permissions.OrganizationArns.Single(), permissions.OrganizationalUnitArns.Single()), Is.EqualTo((organization, unit)));
    }

    [TestCase("cn-north-1", "aws-cn")]
    [TestCase("us-gov-west-1", "aws-us-gov")]
    public void ARNs_are_of_the_regions_partition(string region, string partition)
    {
        var organization = $"  organization: arn:{partition}:organizations::123456789012:organization/o-abcdefghij\n";
        var text = Sample.With(Description, organization + $"  kmsKey: arn:{partition}:kms:{region}:123456789012:alias/fleet\n").Replace("us-west-2", region, StringComparison.Ordinal);

        Assert.That(Sample.Read(text).Faults.Single().Message, Does.EndWith($"({region} is in the partition {partition}; an ARN that begins with arn:{partition}:)").And.StartsWith("fleet.serviceRole"));
        Assert.That(Sample.Read(text.Replace("arn:aws:iam", $"arn:{partition}:iam", StringComparison.Ordinal)).Faults, Is.Empty);
    }
}
