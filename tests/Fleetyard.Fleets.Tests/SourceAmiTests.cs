using Amazon.EC2.Model;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>The AMI that a run starts from: whose it is, and what is refused.</summary>
internal sealed class SourceAmiTests
{
    private const string Debian = "136693071363";

    [TestCase(AmiProvider.Amazon, "al2023", "137112412989")]
    [TestCase(AmiProvider.Canonical, "24.04", "099720109477")]
    [TestCase(AmiProvider.RedHat, "9", "309956199498")]
    [TestCase(AmiProvider.Debian, "13", Debian)]
    public async Task Each_providers_newest_is_found_and_is_its_own(AmiProvider provider, string release, string owner)
    {
        await using var yard = await Yard.OpenAsync();
        var found = await FindAsync(yard, new AmiSource { Provider = provider, Release = release, Architecture = Architecture.X64 });
        Assert.That(found.OwnerId, Is.EqualTo(owner));
        Assert.That(found.Deprecation, Does.StartWith("2028-"));
        Assert.That(found.EnaSupport, Is.True);
    }

    [Test]
    public async Task What_it_boots_by_and_its_TPM_are_remembered()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Edit("DescribeImages", answer => answer.Replace("</hypervisor>", "</hypervisor><bootMode>uefi-preferred</bootMode><tpmSupport>v2.0</tpmSupport>", StringComparison.Ordinal));
        var found = (await yard.CommandAsync("PrepareInstance")).SourceAmi!;
        Assert.That((found.BootMode, found.TpmSupport, found.EnaSupport), Is.EqualTo(("uefi-preferred", "v2.0", true)));
        Assert.That(yard.Journal(), Does.Contain("\"bootMode\":\"uefi-preferred\",\"tpmSupport\":\"v2.0\""));
    }

    [Test]
    public async Task The_choice_is_told_with_owner_alias_creation_and_deprecation()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with { Source = new AmiSource { Owner = "amazon", NamePattern = "al2023-ami-2023.*-kernel-default-*", Architecture = Architecture.X64 } };
        await yard.CommandAsync("PrepareInstance");
        Assert.That(yard.Log.Said, Does.Match(@"Source AMI ami-\w+ \(al2023-ami-2023\.\S+-kernel-default-x86_64\), owner 137112412989 \(amazon\), created 2026-10-01T00:00:00.000Z, deprecated from 2028-10-01T00:00:00.000Z on"));
    }

    [TestCase("<imageState>available", "<imageState>disabled", "its state is disabled")]
    [TestCase("<architecture>x86_64", "<architecture>arm64", "its architecture is arm64, not x86_64")]
    [TestCase("<rootDeviceType>ebs", "<rootDeviceType>instance-store", "it is instance-store and hvm, not ebs and hvm")]
    [TestCase("<virtualizationType>hvm", "<virtualizationType>paravirtual", "it is ebs and paravirtual, not ebs and hvm")]
    [TestCase("<deprecationTime>2028", "<deprecationTime>2024", "it is deprecated since 2024-10-01T00:00:00.000Z")]
    [TestCase("<hypervisor>", "<imageAllowed>false</imageAllowed><hypervisor>", "the account's Allowed AMIs setting does not allow it")]
    [TestCase("<imageOwnerId>136693071363", "<imageOwnerId>666666666666", "its owner is 666666666666, not 136693071363")]
    public async Task An_AMI_that_is_not_what_it_should_be_is_refused_and_nothing_is_launched(string part, string instead, string why)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Edit("DescribeImages", answer => answer.Replace(part, instead, StringComparison.Ordinal));
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>()
            .With.Message.Contains($"for Debian 13 x86_64 is refused: {why}; choose another source in recipes/fleets/sample.yml").And.Message.Not.Contains("\n"));
        Assert.That(yard.Wire.Sent("RunInstances"), Is.Empty);
    }

    [Test]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Edit("DescribeImages", answer => answer.Replace("<imageState>available", "<imageState>disabled", StringComparison.Ordinal).Replace("<deprecationTime>2028", "<deprecationTime>2024", StringComparison.Ordinal));
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("its state is disabled, it is deprecated since"));
        Assert.That(yard.Wire.Sent("DescribeImages")[^1], Does.Contain("IncludeDisabled=true").And.Contain("IncludeDeprecated=true"), "else EC2 would not show what is wrong with it");
    }

    [TestCase(Debian)]
    [TestCase("111122223333", Debian)]
    public async Task An_AMI_by_its_id_is_taken_of_an_owner_on_the_list(params string[] owners)
    {
        await using var yard = await Yard.OpenAsync();
        var id = await DebianAsync(yard);
        Assert.That((await FindAsync(yard, ById(id, owners))).ImageId, Is.EqualTo(id));
    }

    [TestCase("111122223333")]
    [TestCase("amazon", "aws-marketplace", "self")]
    public async Task An_AMI_by_its_id_is_refused_of_another_owner(params string[] owners)
    {
        await using var yard = await Yard.OpenAsync();
        var id = await DebianAsync(yard);
        Assert.That(async () => await FindAsync(yard, ById(id, owners)), Throws.InstanceOf<FleetException>().With.Message.Contains($"its owner is {Debian}, not {string.Join(" or ", owners)}"));
    }

    [Test]
    public async Task Self_is_the_callers_own_account()
    {
        await using var yard = await Yard.OpenAsync();
        var own = (await yard.CommandAsync("SnapshotAmi")).AmiId!;
        Assert.That((await FindAsync(yard, ById(own, "self"))).ImageId, Is.EqualTo(own));
    }

    [TestCase("ami-00000000000000000", "InvalidAMIID.NotFound")]
    [TestCase("ami-x", "InvalidAMIID.Malformed")]
    public async Task An_id_that_EC2_does_not_know_is_told_with_what_AWS_said(string id, string code)
    {
        await using var yard = await Yard.OpenAsync();
        Assert.That(async () => await FindAsync(yard, ById(id, "self")), Throws.InstanceOf<FleetException>().With.Message.Match($"^There is no AMI {id} for self '{id}' x86_64 in us-west-2: AWS answered {code}: .* \\(request .+\\); name one that is there"));
    }

    [Test]
    public async Task A_pinned_AMI_is_held_against_the_recipes_owners()
    {
        await using var yard = await Yard.OpenAsync();
        var amazons = await FindAsync(yard, new AmiSource { Provider = AmiProvider.Amazon, Release = "al2023", Architecture = Architecture.X64 });
        yard.Recipe = PinnedSource.On(yard.Recipe, amazons.ImageId);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains($"its owner is 137112412989 (amazon), not {Debian}"));
    }

    [Test]
    public async Task A_pinned_AMI_neither_reuses_what_was_made_of_another_nor_is_reused_for_it()
    {
        await using var yard = await Yard.OpenAsync();
        var newest = yard.Recipe;
        var first = await yard.CommandAsync("SnapshotAmi");
        var older = (await yard.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = [Debian], Filters = [new Filter("name", ["debian-12-amd64-*"])] })).Images.Single().ImageId;
        yard.Recipe = PinnedSource.On(newest, older) with { Ami = newest.Ami with { Name = "pinned-{date}" } };
        var pinned = await yard.CommandAsync("SnapshotAmi");
        Assert.That(pinned.AmiId, Is.Not.EqualTo(first.AmiId));
        Assert.That(pinned.SourceAmi!.ImageId, Is.EqualTo(older));
        Assert.That(pinned.RunId, Is.Not.EqualTo(first.RunId));

        yard.Recipe = newest;
        Assert.That((await yard.CommandAsync("SnapshotAmi")).AmiId, Is.EqualTo(first.AmiId));
        yard.Recipe = PinnedSource.On(newest, older);
        Assert.That((await yard.CommandAsync("SnapshotAmi")).AmiId, Is.EqualTo(pinned.AmiId));
        Assert.That(yard.Calls("RunInstances"), Has.Count.EqualTo(2));
    }

    [TestCase("cn-north-1", "aws-cn")]
    [TestCase("us-gov-west-1", "aws-us-gov")]
    public async Task Debian_is_refused_where_its_account_is_not_known(string region, string partition)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with { Region = region };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains($"in the partition {partition} ({region}) is not known; name owner and namePattern"));
    }

    [TestCase("cn-north-1", "837727238323")]
    [TestCase("us-gov-west-1", "513442679011")]
    public async Task Ubuntu_is_of_the_account_that_Canonical_has_in_the_partition(string region, string owner)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with { Region = region, Source = new AmiSource { Provider = AmiProvider.Canonical, Release = "24.04", Architecture = Architecture.Arm64 } };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains($"Found no AMI of owner {owner}"));
        Assert.That(yard.Wire.Sent("DescribeImages")[^1], Does.Contain($"Owner.1={owner}").And.Contain("=ubuntu/images/hvm-ssd*/ubuntu-*-24.04-arm64-server-*"));
        Assert.That(yard.Calls("GetParameter"), Is.Empty);
    }

    private static AmiSource ById(string id, params string[] owners) => new() { ImageId = id, Owners = owners, Architecture = Architecture.X64 };

    private static async Task<string> DebianAsync(Yard yard) => (await FindAsync(yard, Sample.Recipe.Source)).ImageId;

    private static async Task<SourceAmi> FindAsync(Yard yard, AmiSource source)
    {
        using var run = new RunStore(yard.Runs, TimeProvider.System).Preview(yard.Recipe with { Source = source }, yard.Settings, yard.In, yard.Log);
        return await new SourceAmis(TimeProvider.System).FindAsync(run, CancellationToken.None);
    }
}
