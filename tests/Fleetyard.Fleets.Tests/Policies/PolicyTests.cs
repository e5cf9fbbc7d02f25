using System.Collections.Concurrent;
using System.Text.Json;
using Fleetyard.Fleets.Policies;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Policies;

/// <summary>The caller's policy against a cloud that evaluates it: all that a recipe's life needs, and nothing that it does not.</summary>
internal sealed class PolicyTests
{
    private static readonly JsonSerializerOptions Iam = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static IEnumerable<TestCaseData<Recipe>> Recipes()
    {
        yield return new TestCaseData<Recipe>(Life.Recipe).SetArgDisplayNames("ssm");
        yield return new TestCaseData<Recipe>(Life.Recipe with { Verify = [] }).SetArgDisplayNames("nothing to verify");
        yield return new TestCaseData<Recipe>(Life.Recipe with { Source = Life.Recipe.Source with { Provider = AmiProvider.RedHat, Release = "9" } }).SetArgDisplayNames("found by its name");
        yield return new TestCaseData<Recipe>(Life.Recipe with { OtherRegions = [new OtherRegion { Region = "us-east-1", OrganizationArn = Sample.EasternOrganization, Fleet = Life.Recipe.Fleet }] }).SetArgDisplayNames("two regions");
        yield return new TestCaseData<Recipe>(Life.Recipe with { Ami = Life.Recipe.Ami with { DeprecateAfterDays = 90, DeregistrationProtection = true } }).SetArgDisplayNames("cared for");
        yield return new TestCaseData<Recipe>(Life.Recipe with { Ami = Life.Recipe.Ami with { KmsKey = "arn:aws:kms:us-west-2:111122223333:key/0a" } }).SetArgDisplayNames("a key of its own");
    }

    [TestCaseSource(nameof(Recipes))]
    public async Task The_callers_policy_is_enough_for_a_recipes_life_and_nothing_in_it_can_be_left_out(Recipe recipe)
    {
        var policy = RecipePolicies.Of(recipe).Caller;
        var wanted = new ConcurrentQueue<Access>();
        await using var yard = await OpenAsync(recipe, policy, wanted.Enqueue);
        await Life.LiveAsync(yard);
        Assert.That(yard.Refused, Is.Empty);
        AssertNothingIsUnused(policy, wanted);
    }

    [Test]
    public async Task An_instance_of_another_recipe_may_not_be_touched()
    {
        var policy = RecipePolicies.Of(Life.Recipe).Caller;
        await using var yard = await OpenAsync(Life.Recipe with { Name = "other" }, policy);
        var refused = await Assert.ThrowsAsync<FleetException>(() => yard.CommandAsync("PrepareInstance"));
        Assert.That(refused!.Message, Does.Contain("UnauthorizedOperation").And.Contain("ec2:RunInstances on resource: arn:aws:ec2:us-west-2:000000000000:instance/*").And.Contain("--target=IamPolicy"));
        Assert.That(await yard.InstancesAsync(), Is.Empty);
    }

    [Platform("Linux")]
    [TestCase(RemoteAccess.Ssh, SshRoute.Direct)]
    [TestCase(RemoteAccess.Ec2InstanceConnect, SshRoute.Direct)]
    [TestCase(RemoteAccess.Ssh, SshRoute.SessionManager)]
    [TestCase(RemoteAccess.Ec2InstanceConnect, SshRoute.SessionManager)]
    public async Task The_way_in_by_SSH_is_in_the_policy_and_nothing_of_it_is_unused(RemoteAccess remote, SshRoute route)
    {
        var reboots = Sample.Script("[ ! -e /var/lib/rebooted ] || exit 0; touch /var/lib/rebooted; exit 194", "reboots.sh");
        var recipe = (route == SshRoute.Direct ? Sample.Reached(remote) : Sample.Tunnelled(remote)) with { Fleet = Life.Recipe.Fleet, Scripts = Sample.Recipe.Scripts with { InstallDeps = [reboots] } };
        var policy = RecipePolicies.Of(recipe).Caller;
        var wanted = new ConcurrentQueue<Access>();
        await using var yard = await Yard.OpenAsync(makeHost: folder => new OverlayHost(folder), configure: options => options with { Policy = Parsed(policy), ObserveAccess = wanted.Enqueue });
        yard.Recipe = recipe with { Instance = recipe.Instance with { Ssh = recipe.Instance.Ssh with { From = "203.0.113.7/32" } } };
        yard.Wire.Refuse("RunInstances", "VcpuLimitExceeded", "not now");
        Assert.That(async () => await yard.CommandAsync(keep: true), Throws.InstanceOf<FleetException>().With.Message.Contains("VcpuLimitExceeded"));
        yard.Recipe = recipe;
        await yard.CommandAsync();
        Assert.That(yard.Refused, Is.Empty);
        string[] wayIn = ["FindVpc", "OpenInVpc", "Open", "TagOpening", "ChangeOpening", "Reboot", "ImportKeyPair", "TagKeyPair", "DeleteKeyPair", "PushKey", "StartSession", "StartSessionOnInstance", "UseOwnSessions", "FindSessions"];
        AssertNothingIsUnused(policy, wanted, statement => wayIn.Contains(statement.Sid));
        Assert.That(policy.Statement.SelectMany(statement => statement.Action), Has.None.StartWith("ssm:SendCommand"));
        Assert.That(policy.Statement.SelectMany(statement => statement.Action), route == SshRoute.Direct ? Has.None.Contains("Session") : Has.None.EqualTo("ec2:AuthorizeSecurityGroupIngress"));
    }

    [Test]
    public async Task The_fleets_role_has_what_CodeBuild_does_with_it_and_nothing_that_it_does_not()
    {
        var role = RecipePolicies.Of(InVpc).FleetRole;
        var wanted = new ConcurrentQueue<Access>();
        await using var yard = await Yard.OpenAsync(configure: options => options with
        {
            RolePolicies = new Dictionary<string, IdentityPolicy> { [role.Role] = Parsed(role.Permissions) },
            ObserveRole = (_, access) => wanted.Enqueue(access),
        });
        yard.Recipe = InVpc;
        await yard.CommandAsync();
        using var run = yard.Begin();
        await run.RunAsync(yard.Chain.VerifyFleet, CancellationToken.None);
        AssertNothingIsUnused(role.Permissions, wanted);
    }

    [Test]
    public async Task A_role_that_may_not_write_the_log_fails_the_build()
    {
        var role = RecipePolicies.Of(Life.Recipe).FleetRole;
        var permissions = new PolicyDocument([.. role.Permissions.Statement.Where(statement => statement.Sid != "WriteVerifyLog")]);
        await using var yard = await Yard.OpenAsync(configure: options => options with { RolePolicies = new Dictionary<string, IdentityPolicy> { [role.Role] = Parsed(permissions) } });
        yard.Recipe = Life.Recipe;
        await yard.CommandAsync();
        using var run = yard.Begin();
        Assert.That(async () => await run.RunAsync(yard.Chain.VerifyFleet, CancellationToken.None),
            Throws.InstanceOf<FoundWantingException>().With.Message.Contains("does not allow AWS CodeBuild to perform logs:CreateLogGroup"));
    }

    [Test]
    public async Task The_instances_role_has_what_its_agent_does_for_commands_and_nothing_that_it_does_not()
    {
        var role = RecipePolicies.Of(Life.Recipe).InstanceProfile!;
        var wanted = new ConcurrentQueue<Access>();
        await using var yard = await Yard.OpenAsync(configure: options => Holding(options, role, wanted));
        yard.Recipe = Life.Recipe;
        yard.Host.Instead = (_, _) => throw new InstanceHostException("There is no sh.");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("There is no sh"));
        yard.Host.Instead = null;
        await yard.CommandAsync();
        AssertNothingIsUnused(role.Permissions, wanted);
    }

    [Test]
    [Platform("Linux")]
    public async Task The_instances_role_has_what_its_agent_does_for_sessions_and_nothing_that_it_does_not()
    {
        var recipe = Sample.Tunnelled(RemoteAccess.Ssh) with { Fleet = Life.Recipe.Fleet };
        var role = RecipePolicies.Of(recipe).InstanceProfile!;
        var wanted = new ConcurrentQueue<Access>();
        await using var yard = await Yard.OpenAsync(makeHost: folder => new OverlayHost(folder), configure: options => Holding(options, role, wanted));
        yard.Recipe = recipe;
        await yard.CommandAsync();
        AssertNothingIsUnused(role.Permissions, wanted);
    }

    [Test]
    public async Task An_instance_whose_role_lets_its_agent_not_report_is_never_online()
    {
        var role = RecipePolicies.Of(Life.Recipe).InstanceProfile!;
        var silent = role with { Permissions = new([.. role.Permissions.Statement.Select(statement => statement with { Action = [.. statement.Action.Where(action => action != "ssm:UpdateInstanceInformation")] })]) };
        var (yard, _) = await Yard.OpenJumpingAsync("", configure: options => Holding(options, silent, new()));
        await using var closing = yard;
        yard.Recipe = Life.Recipe;
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("SSM").And.Message.Contains("in vain"));
    }

    private static LocalCloudOptions Holding(LocalCloudOptions options, RolePolicies role, ConcurrentQueue<Access> wanted) => options with
    {
        RolePolicies = new Dictionary<string, IdentityPolicy> { [role.Role] = Parsed(role.Permissions) },
        ObserveRole = (arn, access) =>
        {
            if (arn == role.Role)
            {
                wanted.Enqueue(access);
            }
        },
    };

    private static Recipe InVpc { get; } =
        Life.Recipe with { Fleet = Life.Recipe.Fleet with { Vpc = new("vpc-0123456789abcdef0", ["subnet-0123456789abcdef0"], ["sg-0123456789abcdef0"]) } };

    private static IdentityPolicy Parsed(PolicyDocument policy) => IdentityPolicy.Parse("the recipe's", JsonSerializer.Serialize(policy, Iam));

    [Test]
    public void A_fleet_in_a_vpc_needs_its_network_interfaces_in_its_subnets_alone()
    {
        var role = JsonSerializer.Serialize(RecipePolicies.Of(InVpc).FleetRole.Permissions, Iam);
        Assert.That(role, Does.Contain("ec2:CreateNetworkInterfacePermission").And.Contain("""
            "ec2:Subnet":["arn:aws:ec2:us-west-2:000000000000:subnet/subnet-0123456789abcdef0"]
            """));
        Assert.That(JsonSerializer.Serialize(RecipePolicies.Of(Life.Recipe).FleetRole.Permissions, Iam), Does.Not.Contain("NetworkInterface"));
    }

    [Test]
    public void The_roles_trust_their_service_for_their_account_alone()
    {
        var policies = RecipePolicies.Of(Life.Recipe);
        Assert.That(JsonSerializer.Serialize(policies.FleetRole.Trust, Iam), Does.Contain("\"aws:SourceAccount\":[\"000000000000\"]").And.Contain("codebuild.amazonaws.com").And.Not.Contain("Resource"));
        Assert.That(JsonSerializer.Serialize(policies.InstanceProfile!.Trust, Iam), Does.Contain("ec2.amazonaws.com"));
    }

    [Test]
    public void A_recipe_in_China_has_Chinas_partition()
    {
        var recipe = Life.Recipe with { Region = "cn-north-1", Fleet = Life.Recipe.Fleet with { ServiceRole = "arn:aws-cn:iam::000000000000:role/fleet" } };
        var caller = JsonSerializer.Serialize(RecipePolicies.Of(recipe).Caller, Iam);
        Assert.That(caller, Does.Contain("arn:aws-cn:ec2:cn-north-1:").And.Contain("ec2.amazonaws.com.cn").And.Not.Contain("arn:aws:"));
    }

    [Test]
    public void Without_a_service_role_the_account_is_not_known()
    {
        var fault = Assert.Throws<FleetException>(() => RecipePolicies.Of(Life.Recipe with { Fleet = Life.Recipe.Fleet with { ServiceRole = null } }));
        Assert.That(fault!.Message, Does.Contain("sample").And.Contain("fleet.serviceRole"));
    }

    /// <summary>Every action was wanted, and without any one statement something that was wanted is refused.</summary>
    private static void AssertNothingIsUnused(PolicyDocument policy, IReadOnlyCollection<Access> wanted, Func<PolicyStatement, bool>? isMeant = null)
    {
        var meant = policy.Statement.Where(isMeant ?? (_ => true)).ToList();
        var used = wanted.Select(access => access.Action).ToHashSet();
        Assert.That(meant.SelectMany(statement => statement.Action).Where(action => !used.Contains(action)), Is.Empty, "actions that nothing used");
        Assert.That(meant.SelectMany(statement => statement.Action), Has.None.Contain("*"));
        Assert.That(meant.Where(statement => wanted.All(Parsed(policy with { Statement = [.. policy.Statement.Where(other => other != statement)] }).Allows)).Select(statement => statement.Sid), Is.Empty, "statements that nothing needs");
    }

    private static async Task<Yard> OpenAsync(Recipe recipe, PolicyDocument policy, Action<Access>? observe = null)
    {
        var yard = await Yard.OpenAsync(configure: options => options with { Policy = Parsed(policy), ObserveAccess = observe });
        yard.Recipe = recipe;
        return yard;
    }
}
