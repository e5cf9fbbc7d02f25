using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Fleets.Tests;

/// <summary>Plan and Status only look, whatever there is to see.</summary>
internal sealed class LookingTests
{
    private static readonly string[] Reads = ["Describe", "Get", "List", "BatchGet"];

    [TestCase("nothing")]
    [TestCase("an instance")]
    [TestCase("an instance that ended")]
    [TestCase("an AMI that failed")]
    [TestCase("an AMI that failed beside its instance")]
    [TestCase("an AMI that is gone")]
    [TestCase("an AMI that is public")]
    [TestCase("an AMI that is not shared")]
    [TestCase("a fleet")]
    [TestCase("a fleet that differs")]
    [TestCase("a fleet that failed")]
    [TestCase("a fleet that is being deleted")]
    [TestCase("a stranger's fleet")]
    [TestCase("AMIs to retire")]
    [TestCase("two regions")]
    [TestCase("a region that is missing")]
    public async Task They_change_nothing(string situation)
    {
        await using var yard = await Yard.OpenAsync(situation == "a fleet that is being deleted" ? "fleet-deleting: 600" : "");
        await MakeAsync(yard, situation);
        var seen = new List<string>();
        yard.Observe = exchange =>
        {
            lock (seen)
            {
                seen.Add(exchange.Operation);
            }
        };

        using var look = yard.Look();
        var plan = await FleetPlan.OfAsync(look, yard.Chain.Steps, CancellationToken.None);
        foreach (var place in look.Places)
        {
            await new Survey(yard.In(place.Region), place.Region).ReadAsync(CancellationToken.None);
        }

        Assert.That(plan.Steps, Has.Count.EqualTo(7));
        Assert.That(seen, Is.Not.Empty);
        Assert.That(seen.Where(operation => !Reads.Any(read => operation.StartsWith(read, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public async Task A_plans_clients_refuse_what_is_no_read()
    {
        await using var yard = await Yard.OpenAsync();
        using var look = yard.Look();
        Assert.That(async () => await look.Clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = "ami-1" }), Throws.InvalidOperationException.With.Message.Contains("a plan only looks"));
        Assert.That(async () => await look.Clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = "a" }), Throws.InvalidOperationException);
        Assert.That(yard.Calls("DeregisterImage").Concat(yard.Calls("DeleteFleet")), Is.Empty);
    }

    [Test]
    public async Task An_AMI_that_a_plan_saw_failed_is_deregistered_by_the_run()
    {
        await using var yard = await Yard.OpenAsync();
        await MakeAsync(yard, "an AMI that failed");
        using (var look = yard.Look())
        {
            var plan = await FleetPlan.OfAsync(look, yard.Chain.Steps, CancellationToken.None);
            Assert.That(plan.Steps[3].Action, Is.EqualTo(PlannedAction.Create));
        }

        Assert.That((await yard.AmisAsync()).Single().State.Value, Is.EqualTo("failed"));
        var state = await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Select(ami => ami.ImageId), Is.EqualTo(new[] { state.AmiId }));
        Assert.That(state.FailedAmiId, Is.Null);
    }

    [TestCase("InstallDeps", PlannedAction.Create)]
    [TestCase("SnapshotAmi", PlannedAction.Reuse)]
    public async Task A_plan_sees_the_run_that_was_lost_and_writes_nothing_of_it(string reached, PlannedAction instance)
    {
        await using var yard = await Yard.OpenAsync();
        var before = await yard.CommandAsync(reached);
        Directory.Delete(yard.Runs, recursive: true);
        var store = new RunStore(yard.Runs, TimeProvider.System);
        var lost = await new LostRuns(store).LookAsync(yard.Recipe, yard.Settings, yard.In, yard.Log, CancellationToken.None);
        using var look = store.Preview(yard.Recipe, yard.Settings, yard.In, yard.Log, lost);
        var plan = await FleetPlan.OfAsync(look, yard.Chain.Steps, CancellationToken.None);
        Assert.That((plan.Continues, plan.Steps[0].Action), Is.EqualTo((before.RunId, instance)));
        Assert.That(plan.Steps[0].What, before.InstanceId is { } id ? Does.EndWith($", in the place of {id}: what was done on it is lost with the run's journal") : Does.Contain(before.AmiId));
        Assert.That(Directory.Exists(yard.Runs), Is.False);
    }

    private static async Task MakeAsync(Yard yard, string situation)
    {
        switch (situation)
        {
            case "nothing":
                break;
            case "an instance":
                await yard.CommandAsync("InstallDeps");
                break;
            case "an instance that ended":
                var run = await yard.CommandAsync("InstallDeps");
                await yard.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [run.InstanceId] });
                break;
            case "an AMI that failed" or "an AMI that failed beside its instance":
                await FailAsync(yard, keep: situation.EndsWith("instance", StringComparison.Ordinal));
                break;
            case "an AMI that is gone":
                var made = await yard.CommandAsync("GrantAccess");
                await yard.Clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = made.AmiId });
                break;
            case "an AMI that is public":
                var open = await yard.CommandAsync("SnapshotAmi");
                await yard.Clients.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = open.AmiId, LaunchPermission = new() { Add = [new() { Group = PermissionGroup.All }] } });
                break;
            case "an AMI that is not shared":
                await yard.CommandAsync("SnapshotAmi");
                break;
            case "a fleet that differs":
                await yard.CommandAsync();
                yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 2 } };
                break;
            case "a fleet that failed":
                await yard.CommandAsync("SnapshotAmi");
                await yard.Clients.CodeBuild.CreateFleetAsync(new() { Name = "sample", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", ImageId = (await yard.AmisAsync()).Single().ImageId, FleetServiceRole = yard.Recipe.Fleet.ServiceRole, Tags = [new() { Key = "fleetyard:recipe", Value = "sample" }] });
                Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("CREATE_FAILED"));
                break;
            case "a fleet that is being deleted":
                await yard.CommandAsync();
                await yard.Clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = (await yard.FleetAsync()).Arn });
                break;
            case "a stranger's fleet":
                await yard.Clients.CodeBuild.CreateFleetAsync(new() { Name = "sample", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL" });
                break;
            case "AMIs to retire":
                await yard.CommandAsync();
                yard.Settings = yard.Settings with { Force = true };
                yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "again-{date}" } };
                await yard.CommandAsync();
                yard.Settings = yard.Settings with { Force = false };
                yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Keep = 1 } };
                break;
            case "two regions":
                yard.Recipe = Sample.InTwoRegions;
                await yard.CommandAsync();
                break;
            default:
                await yard.CommandAsync();
                yard.Recipe = situation == "a fleet" ? Sample.Recipe : Sample.InTwoRegions;
                break;
        }
    }

    /// <summary>An AMI that fails when nobody waits for it any more.</summary>
    private static async Task FailAsync(Yard yard, bool keep)
    {
        using var interrupt = new CancellationTokenSource();
        var capturing = new TaskCompletionSource();
        yard.Host.Capture = () => capturing.Task;
        yard.Observe = exchange =>
        {
            if (exchange.Operation == "DescribeSnapshots")
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync(keep: keep, cancellationToken: interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        yard.Observe = _ => { };
        capturing.SetException(new InstanceHostException("the disk is full"));
        while ((await yard.AmisAsync()).Single().State.Value != "failed")
        {
            await Task.Yield();
        }

        yard.Host.Capture = () => Task.CompletedTask;
    }
}
