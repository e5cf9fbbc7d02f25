namespace Fleetyard.Recipes.Tests;

/// <summary>What a recipe's own scripts find in their environment.</summary>
internal sealed class EnvironmentTests
{
    private const string Text = "environment: {CHANNEL: stable, JOBS: 4, DEPLOY_KEY: {secret: MY_KEY}}\nverify:\n";

    private static Recipe Read(string environment = Text) => Sample.Recipe(
        Sample.Text.Replace("verify:\n", environment, StringComparison.Ordinal).Replace("remote: ssm", "remote: ssh", StringComparison.Ordinal).Replace("[kmod, curl]", "[kmod, curl]\n  scripts: [verify-nix.sh]", StringComparison.Ordinal));

    [Test]
    public void Values_and_secrets_are_for_the_recipe_s_own_scripts_alone()
    {
        var recipe = Read();
        var own = recipe.Scripts.InstallDeps.Single(script => script.Name == "verify-nix.sh");
        Assert.That(own.Environment, Is.EquivalentTo(new Dictionary<string, string> { ["CHANNEL"] = "stable", ["JOBS"] = "4" }));
        Assert.That(own.Secrets, Is.EquivalentTo(new Dictionary<string, string> { ["DEPLOY_KEY"] = "MY_KEY" }));
        var others = recipe.Scripts.InstallDeps.Concat(recipe.Scripts.ConfigureNix).Concat(recipe.Scripts.SnapshotAmi).Except([own]).ToList();
        Assert.That(others.Where(script => script.Secrets.Count > 0).Select(script => script.Name), Is.EqualTo(new[] { "audit.sh" }), "which looks for them");
        Assert.That(others.SelectMany(script => script.Environment.Keys), Has.None.EqualTo("CHANNEL"));
    }

    [Test]
    public void A_secret_counts_for_the_fingerprint_by_its_names_and_a_value_by_itself()
    {
        var original = Read().Fingerprint;
        Environment.SetEnvironmentVariable("MY_KEY", "another value every time");
        Assert.That(Read().Fingerprint, Is.EqualTo(original));
        Assert.That(Read(Text.Replace("MY_KEY", "OTHER_KEY", StringComparison.Ordinal)).Fingerprint, Is.Not.EqualTo(original));
        Assert.That(Read(Text.Replace("DEPLOY_KEY", "OTHER_KEY", StringComparison.Ordinal)).Fingerprint, Is.Not.EqualTo(original));
        Assert.That(Read(Text.Replace("stable", "beta", StringComparison.Ordinal)).Fingerprint, Is.Not.EqualTo(original));
    }
}
