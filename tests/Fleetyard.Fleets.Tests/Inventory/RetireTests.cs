using System.Net;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests.Inventory;

/// <summary><c>ami.keep</c>: older AMIs of a recipe go when nothing uses them.</summary>
internal sealed class RetireTests
{
    [Test]
    public async Task Beyond_the_newest_an_AMI_that_nothing_uses_goes_with_its_snapshots()
    {
        await using var yard = await Yard.OpenAsync();
        var first = await yard.CommandAsync();
        var second = await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Is.EqualTo(new[] { second }));
        Assert.That((await yard.Clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots, Has.Count.EqualTo(1));
        Assert.That(yard.Log.Said, Does.Contain($"Deregistered AMI {first.AmiId} (sample-").And.Contain("ami.keep is 1, and nothing uses it"));
    }

    [Test]
    public async Task As_many_as_the_recipe_says_stay()
    {
        await using var yard = await Yard.OpenAsync();
        var first = await yard.CommandAsync();
        var second = await AgainAsync(yard, keep: 2);
        var third = await AgainAsync(yard, keep: 2);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Is.EquivalentTo(new[] { second, third }).And.Not.Contain(first.AmiId));
    }

    [Test]
    public async Task In_each_region_they_go()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        await yard.CommandAsync();
        await AgainAsync(yard, keep: 1);
        Assert.That(await yard.AmisAsync("us-east-1"), Has.Count.EqualTo(1));
        Assert.That(await yard.AmisAsync(), Has.Count.EqualTo(1));
    }

    [TestCase("fleet")]
    [TestCase("instance")]
    [TestCase("stopped instance")]
    [TestCase("launch template")]
    public async Task What_something_uses_stays(string user)
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        await UseAsync(yard, first, user);
        await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Does.Contain(first));
    }

    [Test]
    public async Task A_launch_templates_version_that_is_neither_default_nor_newest_keeps_its_AMI_too()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        var second = await AgainAsync(yard, keep: null);
        await UseAsync(yard, second, "launch template");
        await AddVersionAsync(yard, first);
        await AddVersionAsync(yard, second);
        await KeepOneAsync(yard);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Is.EquivalentTo(new[] { first, second }));
        await yard.Clients.Ec2.DeleteLaunchTemplateAsync(new DeleteLaunchTemplateRequest { LaunchTemplateName = "other" });
        await KeepOneAsync(yard);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Is.EqualTo(new[] { second }), "a run that has nothing else to do retires too");
    }

    [Test]
    public async Task Each_launch_template_and_each_version_counts_however_many_there_are()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        for (var i = 0; i < 200; i++)
        {
            await yard.Clients.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = $"more-{i}", LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "c7i.large" } });
        }

        await UseAsync(yard, "ami-0123456789abcdef0", "launch template");
        for (var i = 0; i < 200; i++)
        {
            await AddVersionAsync(yard, $"ami-0123456789abcde{i:x2}");
        }

        await AddVersionAsync(yard, first);
        await AddVersionAsync(yard, "ami-0123456789abcdef0");
        await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Does.Contain(first));
        Assert.That(yard.Calls("DescribeLaunchTemplates"), Has.Count.EqualTo(2));
        Assert.That(yard.Calls("DescribeLaunchTemplateVersions"), Has.Count.EqualTo(202));
    }

    [Test]
    public async Task A_launch_template_that_is_deleted_while_it_is_looked_at_keeps_nothing()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        await UseAsync(yard, first, "launch template");
        yard.Wire.Refuse("DescribeLaunchTemplateVersions", "InvalidLaunchTemplateId.NotFound", "The specified launch template does not exist.");
        await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Does.Not.Contain(first));
    }

    [TestCase("resolve:ssm:/images/own", true)]
    [TestCase("resolve:ssm:/aws/service/debian/release/13/latest/amd64", false)]
    public async Task An_alias_that_may_mean_any_AMI_keeps_all_and_one_of_AWSs_own_keeps_none(string alias, bool keeps)
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        await UseAsync(yard, alias, "launch template");
        await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), keeps ? Does.Contain(first) : Does.Not.Contain(first));
        var told = (await new Survey(yard.Clients, yard.Recipe.Region).ReadAsync(CancellationToken.None)).Where(resource => resource.Kind == ResourceKind.Ami).SelectMany(ami => ami.UsedBy);
        Assert.That(told, keeps ? Has.Some.EqualTo($"launch template other, whose {alias} EC2 does not resolve (InvalidParameterValue)") : Has.None.Contains("launch template"));
    }

    [Test]
    public async Task An_alias_keeps_the_AMI_that_it_means_and_no_other()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        var second = await AgainAsync(yard, keep: null);
        await UseAsync(yard, "resolve:ssm:/images/own", "launch template");
        yard.Wire.Answer("DescribeLaunchTemplateVersions", HttpStatusCode.OK, Version("resolve:ssm:/images/own"));
        yard.Wire.Answer("DescribeLaunchTemplateVersions", HttpStatusCode.OK, Version(first));
        var third = await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Is.EquivalentTo(new[] { first, third }).And.Not.Contain(second));
        Assert.That(yard.Wire.Sent("DescribeLaunchTemplateVersions")[1], Does.Contain("LaunchTemplateVersion.1=1").And.Contain("ResolveAlias=true"));
    }

    [Test]
    public async Task Somebody_elses_stay()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        yard.Settings = yard.Settings with { Owner = "another" };
        await AgainAsync(yard, keep: 1);
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Does.Contain(first));
    }

    [Test]
    public async Task A_protected_one_goes_too()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { DeregistrationProtection = true } };
        await yard.CommandAsync();
        await AgainAsync(yard, keep: 1);
        Assert.That(await yard.AmisAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_that_cannot_go_is_a_warning_and_the_next_command_tries_again()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        yard.Wire.Refuse("DeregisterImage", "UnauthorizedOperation", "You are not authorized.", HttpStatusCode.Forbidden);
        await AgainAsync(yard, keep: 1);
        Assert.That(yard.Log.Said, Does.Contain($"AMI {first} (").And.Contain("stays: AWS answered UnauthorizedOperation: You are not authorized (request request-of-UnauthorizedOperation)"));
        yard.Settings = yard.Settings with { Force = false };
        await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Does.Not.Contain(first));
    }

    [TestCase("DescribeLaunchTemplates", "Older AMIs of sample were not looked for: AWS could not be asked (")]
    [TestCase("DeregisterImage", ") stays: AWS could not be asked (")]
    public async Task A_connection_that_breaks_is_a_warning_and_the_next_command_tries_again(string operation, string told)
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        var first = (await yard.CommandAsync()).AmiId!;
        var breaks = 1;
        yard.Wire.Before = sent =>
        {
            if (sent == operation && Interlocked.Exchange(ref breaks, 0) == 1)
            {
                throw new IOException("The connection was reset.");
            }
        };
        await AgainAsync(yard, keep: 1);
        Assert.That(yard.Log.Said, Does.Contain(told));
        yard.Settings = yard.Settings with { Force = false };
        await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Does.Not.Contain(first));
    }

    [Test]
    public async Task A_connection_that_breaks_while_it_is_asked_whether_any_may_go_fails_no_command()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        await yard.CommandAsync();
        await AgainAsync(yard, keep: null);
        yard.Settings = yard.Settings with { Force = false };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Keep = 1 } };
        var breaks = 1;
        yard.Wire.Before = sent =>
        {
            if (sent == "ListFleets" && Interlocked.Exchange(ref breaks, 0) == 1)
            {
                throw new IOException("The connection was reset.");
            }
        };
        await yard.CommandAsync();
        Assert.That((breaks, (await yard.AmisAsync()).Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_plan_tells_which_would_go()
    {
        await using var yard = await Yard.OpenAsync();
        var first = (await yard.CommandAsync()).AmiId!;
        await AgainAsync(yard, keep: null);
        yard.Settings = yard.Settings with { Force = false };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Keep = 1 } };
        using var look = yard.Look();
        var plan = await FleetPlan.OfAsync(look, yard.Chain.Steps, CancellationToken.None);
        Assert.That(plan.Steps[5].What, Does.Contain($"AMI {first} (").And.Contain("is deregistered, as ami.keep says").And.Not.StartWith(";"));
        Assert.That(await yard.AmisAsync(), Has.Count.EqualTo(2));
    }

    private static async Task KeepOneAsync(Yard yard)
    {
        yard.Settings = yard.Settings with { Force = false };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Keep = 1 } };
        await yard.CommandAsync();
    }

    private static string Version(string image) => $"""
        <DescribeLaunchTemplateVersionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><launchTemplateVersionSet><item>
        <launchTemplateId>lt-0123456789abcdef0</launchTemplateId><launchTemplateName>other</launchTemplateName><versionNumber>1</versionNumber>
        <launchTemplateData><imageId>{image}</imageId></launchTemplateData></item></launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>
        """;

    private static Task<CreateLaunchTemplateVersionResponse> AddVersionAsync(Yard yard, string image) => yard.Clients.Ec2.CreateLaunchTemplateVersionAsync(
        new CreateLaunchTemplateVersionRequest { LaunchTemplateName = "other", LaunchTemplateData = new RequestLaunchTemplateData { ImageId = image } });

    private static async Task<string> AgainAsync(Yard yard, int? keep)
    {
        yard.Settings = yard.Settings with { Force = true };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = $"{Guid.NewGuid():N}-{{date}}", Keep = keep } };
        return (await yard.CommandAsync()).AmiId!;
    }

    private static async Task UseAsync(Yard yard, string image, string user)
    {
        if (user == "fleet")
        {
            await yard.Clients.CodeBuild.CreateFleetAsync(new() { Name = "other", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", ImageId = image, FleetServiceRole = yard.Recipe.Fleet.ServiceRole });
            return;
        }

        if (user == "launch template")
        {
            await yard.Clients.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "other", LaunchTemplateData = new RequestLaunchTemplateData { ImageId = image } });
            return;
        }

        var launched = await yard.Clients.Ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = image, InstanceType = "c7i.large", MinCount = 1, MaxCount = 1 });
        if (user == "stopped instance")
        {
            var id = launched.Reservation.Instances[0].InstanceId;
            while ((await yard.LivingAsync()).Single(instance => instance.InstanceId == id).State.Name.Value != "running")
            {
                await Task.Yield();
            }

            await yard.Clients.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] });
        }
    }
}
