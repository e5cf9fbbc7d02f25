using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Amis;

/// <summary>A key that those whom the recipe shares its AMI with may not use is told before anything is made.</summary>
internal sealed class KeyUserTests
{
    private const string Account = "222233334444";

    private static readonly object CodeBuild = Allow("*", new { StringEquals = new Dictionary<string, string> { ["aws:PrincipalOrgID"] = "o-0412o99a4r" } });

    private static readonly AmiPermissions All = new()
    {
        Accounts = [Account],
        OrganizationArns = ["arn:aws:organizations::555566667777:organization/o-team"],
        OrganizationalUnitArns = ["arn:aws:organizations::555566667777:ou/o-team/ou-ab12-33333333"],
    };

    [Test]
    public async Task Each_that_lacks_is_named_in_one_line_and_the_statements_that_are_printed_are_enough()
    {
        await using var yard = await OpenAsync(All, CodeBuild);
        var message = (await Assert.ThrowsAsync<FleetException>(() => yard.CommandAsync()))!.Message;
        Assert.That(message, Does.Contain("does not let the organization o-team do kms:Decrypt, ").And.Contain(", nor the organizational unit ou-ab12-33333333 do kms:").And.Contain(", nor the account 222233334444 do kms:")
            .And.Contain("the AMI of us-west-2 would be shared in vain").And.Not.Contain("CodeBuild").And.Not.Contain("\n"));
        Assert.That(yard.Calls("RunInstances"), Is.Empty);

        var statements = message[(message.IndexOf("statements ", StringComparison.Ordinal) + "statements ".Length)..message.LastIndexOf(" and run", StringComparison.Ordinal)];
        var codeBuild = System.Text.Json.JsonSerializer.Serialize(CodeBuild);
        KmsKey.Answer(yard, "us-west-2", new { }, $$"""{"Version":"2012-10-17","Statement":[{{codeBuild}},{{statements}}]}""");
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Create));
        Assert.That(yard.Log.Said, Does.Not.Contain("KMS"));
    }

    [TestCaseSource(nameof(ForTheAccount))]
    public async Task An_account_is_found_in_the_statements_that_are_for_it(object statement, bool enough)
    {
        await using var yard = await OpenAsync(new() { Accounts = [Account] }, CodeBuild, statement);
        Assert.That(await PlannedAsync(yard), Is.EqualTo(enough ? PlannedAction.Create : PlannedAction.Fail));
        Assert.That(yard.Log.Said, Does.Not.Contain("KMS"));
    }

    [Test]
    public async Task An_account_of_which_a_role_alone_may_use_the_key_is_a_warning()
    {
        await using var yard = await OpenAsync(new() { Accounts = [Account] }, CodeBuild, Allow(new { AWS = $"arn:aws:iam::{Account}:role/builder" }));
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Create));
        Assert.That(yard.Log.Said, Does.Contain("so the account 222233334444 may lack kms:Decrypt"));
    }

    [TestCase("o-team/*", true)]
    [TestCase("o-team/r-ab12/ou-ab12-33333333/*", true)]
    [TestCase("o-other/r-ab12/ou-ab12-33333333/*", false)]
    public async Task A_unit_is_found_by_the_paths_of_its_organization(string path, bool enough)
    {
        await using var yard = await OpenAsync(All with { Accounts = [], OrganizationArns = [] }, CodeBuild, Allow("*", new Dictionary<string, object> { ["ForAnyValue:StringLike"] = new Dictionary<string, string> { ["aws:PrincipalOrgPaths"] = path } }));
        Assert.That(await PlannedAsync(yard), Is.EqualTo(enough ? PlannedAction.Create : PlannedAction.Fail));
    }

    private static IEnumerable<TestCaseData> ForTheAccount()
    {
        yield return new TestCaseData(Allow(new { AWS = $"arn:aws:iam::{Account}:root" }), true).SetArgDisplayNames("its root");
        yield return new TestCaseData(Allow(new { AWS = new[] { "111122223333", Account } }), true).SetArgDisplayNames("its id");
        yield return new TestCaseData(Allow("*", new { StringEquals = new Dictionary<string, string> { ["kms:CallerAccount"] = Account } }), true).SetArgDisplayNames("a condition");
        yield return new TestCaseData(Allow("*", new { StringEquals = new Dictionary<string, string> { ["aws:PrincipalAccount"] = "111122223333" } }), false).SetArgDisplayNames("another's condition");
        yield return new TestCaseData(Allow(new { AWS = "arn:aws:iam::111122223333:root" }), false).SetArgDisplayNames("another's root");
    }

    private static object Allow(object principal, object? condition = null) => new { Effect = "Allow", Principal = principal, Action = "kms:*", Resource = "*", Condition = condition ?? new { } };

    private static async Task<Yard> OpenAsync(AmiPermissions permissions, params object[] statements)
    {
        var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Recipe with { Ami = Sample.Recipe.Ami with { KmsKey = "alias/fleets", Permissions = permissions } };
        KmsKey.Answer(yard, "us-west-2", new { }, KmsKey.Policy(statements));
        return yard;
    }

    private static async Task<PlannedAction> PlannedAsync(Yard yard)
    {
        using var look = yard.Look();
        return (await FleetPlan.OfAsync(look, [yard.Chain.PrepareInstance], CancellationToken.None)).Steps[0].Action;
    }
}
