using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Runtime;
using Fleetyard.Fleets.Policies;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Iam;
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
    }

    [TestCaseSource(nameof(Recipes))]
    public async Task The_callers_policy_is_enough_for_a_recipes_life_and_no_action_in_it_is_unused(Recipe recipe)
    {
        var policy = RecipePolicies.Of(recipe).Caller;
        var used = new ConcurrentDictionary<string, byte>();
        await using var yard = await OpenAsync(recipe, policy, access => used[access.Action] = 0);
        await Life.LiveAsync(yard);
        Assert.That(yard.Refused, Is.Empty);
        Assert.That(policy.Statement.SelectMany(statement => statement.Action).Distinct().Where(action => !used.ContainsKey(action)), Is.Empty, "actions that nothing used");
        Assert.That(policy.Statement.SelectMany(statement => statement.Action), Has.None.Contain("*"));
    }

    private static IEnumerable<string> Sids() => RecipePolicies.Of(Life.Recipe).Caller.Statement.Select(statement => statement.Sid);

    [TestCaseSource(nameof(Sids))]
    public async Task No_statement_can_be_left_out(string sid)
    {
        var policy = RecipePolicies.Of(Life.Recipe).Caller;
        await using var yard = await OpenAsync(Life.Recipe, policy with { Statement = [.. policy.Statement.Where(statement => statement.Sid != sid)] });
        try
        {
            await Life.LiveAsync(yard);
        }
        catch (Exception e) when (e is FleetException or AmazonServiceException)
        {
            // Which call it was that was refused, the cloud knows.
        }

        Assert.That(yard.Refused, Is.Not.Empty);
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

    [Test]
    public void A_fleet_in_a_vpc_needs_its_network_interfaces_in_its_subnets_alone()
    {
        var recipe = Life.Recipe with { Fleet = Life.Recipe.Fleet with { Vpc = new("vpc-0123456789abcdef0", ["subnet-0123456789abcdef0"], ["sg-0123456789abcdef0"]) } };
        var role = JsonSerializer.Serialize(RecipePolicies.Of(recipe).FleetRole.Permissions, Iam);
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

    private static async Task<Yard> OpenAsync(Recipe recipe, PolicyDocument policy, Action<Access>? observe = null)
    {
        var parsed = IdentityPolicy.Parse("the recipe's", JsonSerializer.Serialize(policy, Iam));
        var yard = await Yard.OpenAsync(configure: options => options with { Policy = parsed, ObserveAccess = observe });
        yard.Recipe = recipe;
        return yard;
    }
}
