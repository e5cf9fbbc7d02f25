using Amazon.EC2.Model;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Amis;

/// <summary>Who may launch an AMI, until when it counts as good, and who may deregister it: what the recipe says, in each region.</summary>
internal sealed class CareTests
{
    private const string Account = "111122223333";
    private const string Unit = "arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-ab12-cdefghij";
    private const string Friends = "arn:aws:organizations::111122223333:organization/o-abcdefghij";

    [Test]
    public async Task Whom_the_recipe_names_may_launch_it_and_whom_it_names_no_longer_may_not()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = With(ami => ami with { Permissions = new() { Accounts = [Account], OrganizationArns = [Friends], OrganizationalUnitArns = [Unit] } });
        var state = await yard.CommandAsync("GrantAccess");
        Assert.That(await yard.LaunchersAsync(state.AmiId!, "us-west-2"), Is.EquivalentTo(new[] { Sample.Organization, Account, Friends, Unit }));

        yard.Recipe = With(ami => ami with { Permissions = new() { OrganizationalUnitArns = [Unit] } });
        await yard.CommandAsync("GrantAccess");
        Assert.That(await yard.LaunchersAsync(state.AmiId!, "us-west-2"), Is.EquivalentTo(new[] { Sample.Organization, Unit }));
        Assert.That(yard.Log.Said, Does.Contain($"account {Account} may no longer launch {state.AmiId}, since the recipe does not name it").And.Contain($"{Friends} may no longer launch"));

        var asked = yard.Calls("ModifyImageAttribute").Count;
        await yard.CommandAsync("GrantAccess");
        Assert.That(yard.Calls("ModifyImageAttribute"), Has.Count.EqualTo(asked));
        Assert.That(yard.Log.Said, Does.Contain($"GrantAccess is skipped: {Sample.Organization} and {Unit} may launch {state.AmiId} already"));
    }

    [Test]
    public async Task Its_deprecation_date_and_protection_are_the_recipes_in_each_region()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Both(ami => ami with { DeprecateAfterDays = 90, DeregistrationProtection = true });
        await yard.CommandAsync("GrantAccess");
        foreach (var region in new[] { "us-west-2", "us-east-1" })
        {
            var ami = (await yard.AmisAsync(region)).Single();
            Assert.That(DateTimeOffset.Parse(ami.DeprecationTime) - DateTimeOffset.Parse(ami.CreationDate), Is.EqualTo(TimeSpan.FromDays(90)).Within(TimeSpan.FromMinutes(1)), region);
            Assert.That(ami.DeregistrationProtection, Does.StartWith("enabled"), region);
        }

        await yard.CommandAsync("GrantAccess");
        Assert.That(new[] { "EnableImageDeprecation", "EnableImageDeregistrationProtection" }.Select(operation => yard.Calls(operation).Count), Is.All.EqualTo(2), "once a region");

        yard.Recipe = Both(ami => ami);
        await yard.CommandAsync("GrantAccess");
        var plain = (await yard.AmisAsync("us-east-1")).Single();
        Assert.That((plain.DeprecationTime, plain.DeregistrationProtection?.StartsWith("enabled", StringComparison.Ordinal)), Is.EqualTo(((string?)null, (bool?)false)).Or.EqualTo(((string?)null, (bool?)null)));
    }

    [Test]
    public async Task A_protected_AMI_that_may_go_is_freed_first()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = With(ami => ami with { DeregistrationProtection = true });
        var state = await yard.CommandAsync("GrantAccess");
        var failures = await RemoveAsync(yard, state.AmiId!);
        Assert.That(failures, Is.Empty);
        Assert.That(await yard.AmisAsync(), Is.Empty);
    }

    [Test]
    public async Task A_cool_down_keeps_a_protected_AMI_and_is_told()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("GrantAccess");
        await yard.Clients.Ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = state.AmiId, WithCooldown = true });
        var failures = await RemoveAsync(yard, state.AmiId!);
        Assert.That(failures.Single(), Does.Contain($"EC2 does not deregister {state.AmiId} yet").And.Contain("24 hours"));
        Assert.That(await yard.AmisAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_AMI_that_lost_what_its_source_has_is_refused_and_does_not_stay()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Edit("DescribeImages", body => body.Contains("<imageOwnerId>136693071363", StringComparison.Ordinal)
            ? body.Replace("<enaSupport>", "<tpmSupport>v2.0</tpmSupport><enaSupport>", StringComparison.Ordinal)
            : body);
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("tpmSupport: v2.0 → none").And.Message.Contains("another instance type or source AMI"));
        Assert.That(await yard.AmisAsync(), Is.Empty);
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    private static async Task<IReadOnlyList<string>> RemoveAsync(Yard yard, string id)
    {
        var all = await new Survey(yard.Clients, "us-west-2").ReadAsync(CancellationToken.None);
        var ami = all.Single(resource => resource.Id == id);
        return await new Cleanup(yard.Clients, yard.Log, new Waiter(TimeProvider.System)).RunAsync([new Verdict(ami, MayGo: true, "a test says so")], CancellationToken.None);
    }

    private static Recipe With(Func<AmiSettings, AmiSettings> change) => Sample.Recipe with { Ami = change(Sample.Recipe.Ami) };

    private static Recipe Both(Func<AmiSettings, AmiSettings> change) => Sample.InTwoRegions with { Ami = change(Sample.Recipe.Ami) };
}
