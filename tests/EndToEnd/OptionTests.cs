using System.Text.Json;

namespace Fleetyard.EndToEnd;

/// <summary>What the command line, <c>cake.config</c> and the environment may say, and what is told of a wrong word.</summary>
public sealed class OptionTests : IDisposable
{
    private readonly FleetyardProgram program = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-options-");

    public void Dispose()
    {
        program.Dispose();
        folder.Delete(recursive: true);
    }

    [TestCase("--allow_dirty", "'--allow-dirty'")]
    [TestCase("--clo_ud=aws", "'--cloud'")]
    [TestCase("-x", "'-")]
    public void An_unknown_option_is_one_line_that_names_the_nearest(string option, string nearest) => IsOneLine(program.Run("--target=Validate", option), nearest);

    [TestCase("debian-13")]
    [TestCase("ami-XYZ")]
    [TestCase("ami-0123456789abcdef01")]
    public void A_source_AMI_that_is_no_id_is_told_with_what_one_looks_like(string value)
    {
        var (code, _, errors) = program.Run("--target=Plan", $"--source-ami={value}");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n')[^1], Does.EndWith($"--source-ami={value} is no AMI's id; write one such as ami-0123456789abcdef0."));
    }

    [TestCase("--cloud=aws", "--cloud=local", "--cloud is given with aws and with local; it takes one value.")]
    [TestCase("--source-ami=ami-0123456789abcdef0", "--source-ami=ami-0123456789abcdef1", "--source-ami is given with ami-0123456789abcdef0 and with ami-0123456789abcdef1; it takes one value.")]
    [TestCase("--source-ami", "", "--source-ami has no value; write --source-ami=<value>, or leave it out.")]
    [TestCase("--recipe", "", "--recipe has no value; write --recipe=<value>, or leave it out.")]
    public void An_option_that_contradicts_itself_or_says_nothing_is_one_line(string first, string second, string told)
    {
        var (code, _, errors) = program.Run("--target=Plan", first, second);
        Assert.That((code, errors.Trim().Split('\n')[^1]), Is.EqualTo((1, $"Error: {told}")));
    }

    [Test]
    public void An_option_that_says_the_same_twice_is_taken() => Assert.That(program.Run("--target=Validate", "--output=json", "--cloud=local", "--cloud=local").Code, Is.Zero);

    [Test]
    public void A_source_AMI_that_is_not_there_is_told_with_what_AWS_said()
    {
        var (code, output, errors) = program.Run("--target=CreateFleet", "--instances=simulated", "--recipe=ktls-debian-13-x86_64", "--source-ami=ami-0123456789abcdef0");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("The source AMI is ami-0123456789abcdef0, as --source-ami says: ktls-debian-13-x86_64 has the fingerprint "));
        Assert.That(errors, Does.Contain("There is no AMI ami-0123456789abcdef0 for Debian 13 x86_64 in us-west-2: AWS answered InvalidAMIID.NotFound"));
    }

    [TestCase("--target:Validate")]
    [TestCase("--Target=validate")]
    [TestCase("--target=Validate", "--nuget_source=x")]
    public void Cakes_own_spellings_are_known(params string[] arguments) => Assert.That(program.Run(arguments).Code, Is.Zero);

    [Test]
    public void An_environment_variable_is_an_option()
    {
        var (code, output, errors) = program.Run(new Dictionary<string, string?> { ["CAKE_FLEETYARD_OUTPUT"] = "json", ["CAKE_FLEETYARD_INSTANCES"] = "simulated" }, "--target=Plan");
        Assert.That(code, Is.Zero, errors);
        using var plans = JsonDocument.Parse(output);
        Assert.That(plans.RootElement.GetArrayLength(), Is.EqualTo(1));
        Assert.That(errors, Does.Contain("instances are simulated"));
    }

    [Test]
    public void A_misspelt_environment_variable_is_one_line() =>
        IsOneLine(program.Run(new Dictionary<string, string?> { ["CAKE_FLEETYARD_CLUOD"] = "aws" }, "--target=Validate"), "CAKE_FLEETYARD_CLOUD");

    [TestCase("Cluod=aws", "cake.config:2: 'Cluod' is not a key of [Fleetyard]; the nearest is 'Cloud'")]
    [TestCase("Cloud=", "cake.config:2: 'Cloud' has no value")]
    public void A_wrong_line_of_the_configuration_is_told_with_its_place(string line, string told)
    {
        Configure(line);
        IsOneLine(program.Run("--target=Default", $"--working={folder.FullName}"), told);
    }

    [Test]
    public void The_configuration_asks_for_JSON_as_the_command_line_does()
    {
        Configure("Output=json");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "recipes"), Path.Combine(Repository.Root, "recipes"));
        var (code, output, errors) = program.Run("--target=Plan", "--instances=simulated", $"--working={folder.FullName}");
        Assert.That(code, Is.Zero, errors);
        using var plans = JsonDocument.Parse(output);
        Assert.That(plans.RootElement.ValueKind, Is.EqualTo(JsonValueKind.Array));
    }

    [Test]
    public void Two_recipes_that_want_one_fleet_are_refused_before_anything_is_made()
    {
        var twin = Path.Combine(folder.FullName, "twin.yml");
        var text = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        File.WriteAllText(twin, text.Replace("name: ktls-debian-13-x86_64\ndescription", "name: twin\ndescription", StringComparison.Ordinal));
        var result = program.Run("--target=CreateFleet", "--instances=simulated", "--recipe=ktls-debian-13-x86_64", $"--recipe={twin}");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("want the fleet ktls-debian-13-x86_64 in us-west-2"));
        Assert.That(program.Journals(), Is.Empty);
    }

    private void Configure(string line) => File.WriteAllText(Path.Combine(folder.FullName, "cake.config"), $"[Fleetyard]\n{line}\n");

    private static void IsOneLine((int Code, string Output, string Errors) result, string told)
    {
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Errors, Does.Contain(told));
    }
}
