namespace Fleetyard.Recipes.Tests;

internal sealed class UserDataTests
{
    private static readonly string Text = Sample.With("  remote: ssm", "  userData: first-boot.sh").ReplaceLineEndings("\n");

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-user-data-").FullName;

    [SetUp]
    public void Copy()
    {
        foreach (var script in Directory.EnumerateFiles(Sample.Scripts, "*.sh"))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)));
        }
    }

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Script_of_the_first_boot_is_read_with_the_recipe()
    {
        var script = Read("#!/bin/sh\necho first\n").Recipe!.Instance.UserData!;

        Assert.That((script.Name, script.Content, script.Environment.Count), Is.EqualTo(("first-boot.sh", "#!/bin/sh\necho first\n", 0)));
    }

    [TestCase("echo first\n")]
    [TestCase("# a comment\n")]
    [TestCase("\n#!/bin/sh\n")]
    [TestCase("#cloud-config\nruncmd: [reboot]\n")]
    public void Script_that_names_no_interpreter_is_refused(string script) => Assert.That(Fault(script), Is.EqualTo(
        "sample.yml:16:13: instance.userData is 'first-boot.sh' (its first line names no interpreter; begin it with #!, such as #!/bin/sh)"));

    [Test]
    public void Empty_script_is_refused() => Assert.That(Fault(""), Does.Contain("its first line names no interpreter"));

    [Test]
    public void Script_is_counted_in_bytes_of_UTF8()
    {
        const int most = 12 * 1024;
        var full = "#!/bin/sh\n# " + new string('ü', (most - 12) / 2);

        Assert.That(Read(full).Faults, Is.Empty);
        Assert.That(Fault(full + "\n"), Is.EqualTo(
            "sample.yml:16:13: instance.userData is 'first-boot.sh' (it has 12289 bytes; at most 12288, for EC2 takes 16 KB of user data with Fleetyard's own part)"));
    }

    [Test]
    public void Missing_script_is_a_fault() => Assert.That(
        new RecipeReader(folder).Read("sample.yml", Text).Faults.Single().Message, Does.Contain("recipes/scripts has no such file"));

    [Test]
    public void Bytes_of_the_script_change_the_fingerprint_but_line_ends_do_not()
    {
        var original = Read("#!/bin/sh\necho first\n").Recipe!.Fingerprint;

        Assert.That(Read("#!/bin/sh\r\necho first\r\n").Recipe!.Fingerprint, Is.EqualTo(original));
        Assert.That(Read("#!/bin/sh\necho second\n").Recipe!.Fingerprint, Is.Not.EqualTo(original));
        Assert.That(original, Is.Not.EqualTo(Sample.Recipe(Sample.Text).Fingerprint));
    }

    private string Fault(string script) => Read(script).Faults.Single().ToString();

    private RecipeResult Read(string script)
    {
        File.WriteAllText(Path.Combine(folder, "first-boot.sh"), script);
        return new RecipeReader(folder).Read("sample.yml", Text);
    }
}
