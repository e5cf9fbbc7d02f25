using System.Diagnostics;
using Fleetyard.Yaml;

[assembly: Parallelizable(ParallelScope.All)]

namespace Fleetyard.Recipes.Tests;

public sealed class RecipeTests
{
    private static readonly string Shipped = Path.Combine(Repository.Root, "recipes");
    private static readonly string Sound = File.ReadAllText(Path.Combine(Shipped, "fleets", "ktls-debian-13-x86_64.yml"));

    [Test]
    public void Every_shipped_recipe_is_sound() =>
        Assert.That(new RecipeBook(Shipped).Read(["*"]).SelectMany(result => result.Faults), Is.Empty);

    [Test]
    public void All_seven_recipes_are_shipped() =>
        Assert.That(new RecipeBook(Shipped).Names, Is.EquivalentTo(new[]
        {
            "ktls-al2023-arm64", "ktls-al2023-x86_64", "ktls-debian-13-x86_64", "ktls-rhel-9-x86_64", "ktls-ubuntu-24.04-arm64", "ktls-ubuntu-24.04-x86_64",
            "ssh-debian-13-x86_64",
        }));

    [TestCase("region: us-west-2", "region: af-south-1", 4, 9, "no organization of CodeBuild is known")]
    [TestCase("provider: debian", "provider: suse", 7, 13, "amazon, canonical, redhat, debian")]
    [TestCase("architecture: x86_64", "architecture: sparc", 9, 17, "x86_64, arm64")]
    [TestCase("type: c7i.large", "type: c7g.large", 12, 9, "an x86_64 type")]
    [TestCase("  profile: fleetyard-instance", "  profiles: x", 17, 3, "the nearest is 'profile'")]
    [TestCase("packages: [kmod, xz-utils, curl]", "packages: ['$(reboot)']", 21, 14, "the name of a distribution package")]
    [TestCase("capacity: 1", "capacity: 0", 37, 13, "a whole number from 1 to 1000")]
    [TestCase("serviceRole: arn:aws:iam::111122223333:role/fleetyard-fleet", "serviceRole: admin", 40, 16, "a role's ARN")]
    public void A_fault_is_told_with_its_place_and_what_is_allowed(string sound, string faulty, int line, int column, string allowed)
    {
        Assume.That(Sound, Does.Contain(sound));
        var faults = Read(Sound.Replace(sound, faulty, StringComparison.Ordinal)).Faults;
        Assert.That(faults.Select(fault => (fault.Line, fault.Column)), Does.Contain(((long)line, (long)column)));
        Assert.That(faults.Select(fault => fault.ToString()), Has.Some.Contains(allowed));
    }

    [Test]
    public void Every_fault_is_told_at_once()
    {
        var faults = Read(Sound.Replace("capacity: 1", "capacity: none", StringComparison.Ordinal).Replace("type: gp3", "type: floppy", StringComparison.Ordinal)).Faults;
        Assert.That(faults, Has.Count.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("- a\n- b")]
    [TestCase("name: [")]
    [TestCase("a: &a [*a, *a]")]
    public void What_is_no_recipe_is_a_fault_and_not_a_crash(string text) => Assert.That(Read(text).Faults, Is.Not.Empty);

    [Test]
    public void Aliases_cannot_blow_up()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        Assert.That(Read(bomb).Faults.Single().Message, Does.Contain("anchors and aliases are not allowed here"));
    }

    [Test]
    public void Deep_nesting_is_refused() =>
        Assert.That(Read(string.Concat(Enumerable.Repeat("[", 5000))).Faults.Single().Message, Does.Contain("nested too deeply"));

    [Test]
    public void A_fleet_that_changes_does_not_change_the_fingerprint() =>
        Assert.That(Fingerprint(Sound.Replace("capacity: 1", "capacity: 2", StringComparison.Ordinal) + "# more\n"), Is.EqualTo(Fingerprint(Sound)));

    [TestCase("packages: [kmod, xz-utils, curl]", "packages: [kmod]")]
    [TestCase("minFree: 1GiB", "minFree: 2GiB")]
    [TestCase("release: \"13\"", "release: \"12\"")]
    [TestCase("update: true", "update: false")]
    public void What_decides_the_content_of_the_AMI_changes_the_fingerprint(string from, string to)
    {
        Assume.That(Sound, Does.Contain(from));
        Assert.That(Fingerprint(Sound.Replace(from, to, StringComparison.Ordinal)), Is.Not.EqualTo(Fingerprint(Sound)));
    }

    [Test]
    public void A_recipe_that_is_not_there_is_answered_with_the_nearest() =>
        Assert.That(() => new RecipeBook(Shipped).Read(["ktls-debain-13-x86_64"]), Throws.TypeOf<RecipeException>().With.Message.Contains("the nearest is 'ktls-debian-13-x86_64'"));

    [Test]
    public void A_value_reaches_a_script_in_its_environment_only()
    {
        var recipe = Read(Sound).Recipe!;
        var script = recipe.Scripts.InstallDeps[0];
        Assert.That(script.Environment["FLEETYARD_PACKAGES"], Is.EqualTo("kmod xz-utils curl"));
        Assert.That(script.Content, Is.EqualTo(File.ReadAllText(Path.Combine(Shipped, "scripts", "install-deps.sh"))));
    }

    [Test]
    public void Shellcheck_finds_nothing_in_the_scripts()
    {
        if (!File.Exists("/usr/bin/shellcheck"))
        {
            Assert.Ignore("shellcheck is not installed; apt-get install shellcheck");
        }

        using var check = Process.Start(new ProcessStartInfo("shellcheck", Directory.GetFiles(Path.Combine(Shipped, "scripts"), "*.sh")) { RedirectStandardOutput = true })!;
        Assert.That(check.StandardOutput.ReadToEnd(), Is.Empty);
    }

    private static RecipeResult Read(string text) => new RecipeReader(Path.Combine(Shipped, "scripts")).Read("r.yml", text);

    private static string Fingerprint(string text) => Read(text).Recipe!.Fingerprint;
}
