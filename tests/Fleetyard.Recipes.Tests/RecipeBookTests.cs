using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Tests;

internal sealed class RecipeBookTests
{
    private readonly RecipeBook book = new(Sample.Folder);

    [Test]
    public void Shipped_recipes_are_these() => Assert.That(book.Names, Is.EqualTo([
        "ktls-al2023-arm64", "ktls-al2023-x86_64", "ktls-debian-13-x86_64", "ktls-rhel-9-x86_64", "ktls-ubuntu-24.04-arm64", "ktls-ubuntu-24.04-x86_64",
        "ssh-debian-13-x86_64"]));

    [Test]
    public void Shipped_recipes_have_no_fault_and_their_files_names()
    {
        foreach (var result in book.Read(["*"]))
        {
            Assert.That(result.Faults, Is.Empty);
            Assert.That(result.Recipe!.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(result.File)));
            Assert.That(result.Recipe.Verify.Any(command => command.NeedsKernel), Is.True, result.File);
        }
    }

    [Test]
    public void Glob_finds_each_file_once() =>
        Assert.That(book.Read(["ktls-al2023-*", "ktls-al2023-arm64"]).Select(result => result.Recipe!.Name), Is.EqualTo(["ktls-al2023-arm64", "ktls-al2023-x86_64"]));

    [Test]
    public void Path_is_read_as_it_was_named()
    {
        var path = Path.Combine(Sample.Folder, "fleets", "ktls-rhel-9-x86_64.yml");
        Assert.That(book.Read([path]).Single().Recipe!.File, Is.EqualTo(path));
    }

    [Test]
    public void Unknown_name_is_answered_with_the_nearest_and_all() =>
        Assert.That(() => book.Read(["ktls-debain-13-x86_64"]), Throws.TypeOf<RecipeException>()
            .With.Message.Contains("the nearest is 'ktls-debian-13-x86_64'").And.Message.Contains("ktls-rhel-9-x86_64"));

    [Test]
    public void Missing_file_and_missing_folder_are_errors_that_say_so()
    {
        Assert.That(() => book.Read(["gone.yml"]), Throws.TypeOf<RecipeException>().With.Message.Contains("gone.yml"));
        Assert.That(() => new RecipeBook(Path.Combine(Path.GetTempPath(), "fleetyard-no-such-folder")).Read(["x"]),
            Throws.TypeOf<RecipeException>().With.Message.Contains("holds none"));
    }

    [TestCase("CreateFlet", "CreateFleet")]
    [TestCase("snapshotami", "SnapshotAmi")]
    [TestCase("", "Plan")]
    public void Nearest_word_is_found(string word, string expected) =>
        Assert.That(Nearest.To(word, ["CreateFleet", "SnapshotAmi", "Plan"]), Is.EqualTo(expected));

    [TestCase("descripton", "description")]
    [TestCase("FLEET", "fleet")]
    [TestCase("nx", "nix")]
    [TestCase("x-y", null)]
    [TestCase("", null)]
    [TestCase("something-else", null)]
    [TestCase("a hostile word of so many letters that nobody would ever have meant one of the three", null)]
    [TestCase("fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", null)]
    public void Word_that_is_near_to_none_has_no_nearest(string word, string? expected)
    {
        Assert.That(Nearest.TryTo(word, ["description", "fleet", "nix"], out var nearest), Is.EqualTo(expected is not null));
        Assert.That(nearest, Is.EqualTo(expected));
    }

    [Test]
    public void Name_that_is_near_to_none_is_answered_with_all() =>
        Assert.That(() => book.Read(["x"]), Throws.TypeOf<RecipeException>()
            .With.Message.Contains("There is no recipe 'x'; name one of ktls-al2023-arm64").And.Message.Not.Contains("nearest"));

    [Test]
    public void Organization_comes_from_the_table_unless_the_recipe_has_its_own()
    {
        const string own = "arn:aws:organizations::111122223333:organization/o-abcdefghij";
        Assert.That(Sample.Recipe(Sample.Text).Ami.OrganizationArn, Is.EqualTo("arn:aws:organizations::381491982620:organization/o-0412o99a4r"));

        var text = Sample.With("description: An AMI", $"organization: {own}").Replace("us-west-2", "ca-west-1", StringComparison.Ordinal);
        Assert.That(Sample.Recipe(text).Ami.OrganizationArn, Is.EqualTo(own));
    }

    [Test]
    public void Values_reach_scripts_through_their_environment_alone()
    {
        var scripts = Sample.Recipe(Sample.Text).Scripts;

        Assert.That(scripts.InstallDeps[0].Environment["FLEETYARD_PACKAGES"], Is.EqualTo("kmod curl"));
        Assert.That(scripts.ConfigureNix.Select(script => script.Name), Is.EqualTo(["install-nix.sh", "configure-nix.sh", "verify-nix.sh", "reduce-store.sh"]));
        Assert.That(scripts.ConfigureNix[1].Environment["FLEETYARD_NIX_CONF"], Does.Contain("\nmin-free = 1073741824\nmax-free = 5368709120\ncores = 2\n"));
        Assert.That(scripts.InstallDeps[0].Content, Is.EqualTo(File.ReadAllText(Path.Combine(Sample.Scripts, "install-deps.sh"))));
    }
}
