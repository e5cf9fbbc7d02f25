using System.Collections.Concurrent;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.EndToEnd;

/// <summary>The owner's guard: what recipes may not do is not begun.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly FleetyardProgram program = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-guard-");

    public GuardTests() => Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "recipes"), Path.Combine(Repository.Root, "recipes"));

    public void Dispose()
    {
        program.Dispose();
        folder.Delete(recursive: true);
    }

    [TestCase("AllowedRegions=eu-*, us-east-?", "goes to us-west-2, and AllowedRegions in ", ":2 allows eu-*, us-east-?; change the recipe")]
    [TestCase("AllowedInstanceTypes=m7g.*", "makes its AMI on ", "has a fleet of ")]
    [TestCase("MaxCapacity=2\nAllowedRegions=eu-west-1", "goes to us-west-2", ":3 allows eu-west-1")]
    public void A_breach_is_told_with_its_place_before_anything_is_made(string guard, params string[] told)
    {
        Configure(guard);
        foreach (var target in new[] { "CreateFleet", "Plan", "Validate" })
        {
            var (code, _, errors) = Run($"--target={target}");
            Assert.That(code, Is.EqualTo(1), target);
            Assert.That(told.Where(words => !errors.Contains(words, StringComparison.Ordinal)), Is.Empty, errors);
        }

        Assert.That(program.Journals(), Is.Empty);
    }

    [Test]
    public void A_fleet_that_may_grow_beyond_the_guard_is_a_breach()
    {
        Configure("MaxCapacity=2");
        var recipe = Recipe("capacity: 1", "capacity: 1\n  scaling:\n    maxCapacity: 3\n    targetUtilization: 70");
        var (code, _, errors) = Run("--target=Validate", $"--recipe={recipe}");
        Assert.That(code, Is.EqualTo(1), errors);
        Assert.That(errors, Does.Contain("has a fleet of up to 3 machines in us-west-2, and MaxCapacity in ").And.Contain("allows at most 2"));
    }

    [TestCase("--allowed-regions=us-west-2")]
    [TestCase("--Fleetyard_AllowedRegions=*")]
    public void The_command_line_does_not_lift_what_the_file_says(string option)
    {
        Configure("AllowedRegions=eu-*");
        Assert.That(Run("--target=Validate", option).Errors, Does.Contain("goes to us-west-2, and AllowedRegions in "));
    }

    [Test]
    public void The_environment_does_not_lift_what_the_file_says()
    {
        Configure("AllowedRegions=eu-*");
        var (code, _, errors) = RunIn(new() { ["CAKE_FLEETYARD_ALLOWEDREGIONS"] = "*" }, "--target=Validate");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("cake.config:2 allows eu-*"));
    }

    [Test]
    public void The_command_line_and_the_environment_narrow_it()
    {
        Configure("AllowedRegions=us-*");
        Assert.That(Run("--target=Validate").Code, Is.Zero);
        Assert.That(Run("--target=Validate", "--max-capacity=1").Code, Is.Zero);
        Assert.That(Run("--target=Validate", "--allowed-regions=us-east-1").Errors, Does.Contain("--allowed-regions allows us-east-1"));
        Assert.That(RunIn(new() { ["CAKE_FLEETYARD_ALLOWEDINSTANCETYPES"] = "t3.*" }, "--target=Validate").Errors, Does.Contain("CAKE_FLEETYARD_ALLOWEDINSTANCETYPES allows t3.*"));
    }

    [TestCase("AllowedAccounts=12345", "AllowedAccounts in ", ":2 names '12345', which limits nothing; write account ids of 12 digits")]
    [TestCase("MaxCapacity=many", ":2 names 'many'")]
    [TestCase("MaxCapacity=1,2", ":2 names 2 numbers")]
    [TestCase("AllowedRegions=,", ":2 names nothing")]
    public void A_limit_that_is_none_is_told_with_its_place(string guard, params string[] told)
    {
        Configure(guard);
        var (code, _, errors) = Run("--target=Validate");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(told.Where(words => !errors.Contains(words, StringComparison.Ordinal)), Is.Empty, errors);
    }

    [Test]
    public void What_is_taken_down_need_not_keep_to_types_and_capacity()
    {
        Configure("AllowedInstanceTypes=m7g.*");
        Assert.That(Run("--target=DeleteFleet").Code, Is.Zero);
        Configure("AllowedRegions=eu-*");
        Assert.That(Run("--target=DeleteFleet").Errors, Does.Contain("goes to us-west-2"));
    }

    [Test]
    public async Task Another_account_is_refused_when_only_the_caller_was_asked_for()
    {
        var called = new ConcurrentQueue<string>();
        await using var host = new SimulatedHost(Path.Combine(folder.FullName, "host"));
        await using var aws = await LocalCloudServer.StartAsync(
            new() { StateDirectory = Path.Combine(folder.FullName, "state"), Host = host, Observe = exchange => called.Enqueue(exchange.Operation) }, CancellationToken.None);
        Configure("AllowedAccounts=111122223333");
        var environment = new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = aws.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = aws.SecretAccessKey,
            ["AWS_ENDPOINT_URL"] = aws.Endpoint.ToString(),
        };
        var (code, _, errors) = RunIn(environment, "--target=CreateFleet", "--cloud=aws", "--allow-dirty");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("The credentials are of account 000000000000 (arn:aws:iam::000000000000:user/local), and AllowedAccounts in ").And.Contain(":2 allows 111122223333"));
        Assert.That(called, Is.EqualTo(new[] { "GetCallerIdentity" }));
    }

    private (int Code, string Output, string Errors) Run(params string[] arguments) => RunIn([], arguments);

    private (int Code, string Output, string Errors) RunIn(Dictionary<string, string?> environment, params string[] arguments) =>
        program.Run(environment, ["--instances=simulated", .. arguments, $"--working={folder.FullName}"]);

    private void Configure(string guard) => File.WriteAllText(Path.Combine(folder.FullName, "cake.config"), $"[Fleetyard]\n{guard}\n");

    private string Recipe(string old, string @new)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        var recipe = Path.Combine(folder.FullName, "ktls-debian-13-x86_64.yml");
        File.WriteAllText(recipe, text.Replace(old, @new, StringComparison.Ordinal));
        return recipe;
    }
}
