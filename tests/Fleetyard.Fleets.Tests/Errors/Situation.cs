using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Tests.Errors;

/// <summary>When a call is made, and what it is about.</summary>
/// <param name="Resource">A pattern of what names the resource.</param>
internal sealed record Situation(string Resource)
{
    /// <summary>What was before.</summary>
    public Func<Yard, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>The command that makes the call.</summary>
    public Func<Yard, Task> Command { get; init; } = yard => yard.CommandAsync("VerifyFleet", keep: true);

    /// <summary>By the call's operation.</summary>
    public static IReadOnlyDictionary<string, Situation> Of { get; } = new Dictionary<string, Situation>
    {
        ["GetParameter"] = new("/aws/service/debian/release/13/latest/amd64"),
        ["DescribeInstanceInformation"] = new(@"i-\w+"),
        ["SendCommand"] = new(@"i-\w+"),
        ["GetCommandInvocation"] = new(@"i-\w+"),
        ["CancelCommand"] = new(@"i-\w+") { Before = yard => Refused(yard, "GetCommandInvocation", "InvocationDoesNotExist") },
        ["CreateFleet"] = new("fleet sample"),
        ["BatchGetFleets"] = new("fleet sample"),
        ["UpdateFleet"] = new("fleet sample") { Before = Changed },
        ["DeleteFleet"] = new("fleet sample") { Before = Failed },
        ["ListFleets"] = new("AMIs of sample") { Before = Grown },
        ["BatchGetProjects"] = new("project sample-verify"),
        ["CreateProject"] = new("project sample-verify"),
        ["UpdateProject"] = new("project sample-verify") { Before = VerifiedOtherwise },
        ["DeleteProject"] = new("project sample-verify") { Before = yard => yard.CommandAsync("VerifyFleet"), Command = yard => new DeleteFleet(new Waiter(yard.Time)).RunAsync(yard.Recipe, yard.In, yard.Log, CancellationToken.None) },
        ["StartBuild"] = new("project sample-verify"),
        ["BatchGetBuilds"] = new("build sample-verify:"),
        ["StopBuild"] = new("build sample-verify:") { Before = yard => Refused(yard, "GetLogEvents", "InvalidParameterException") },
        ["GetLogEvents"] = new("build sample-verify:"),
        ["RunInstances"] = new("c7i.large from ami-"),
        ["DescribeInstances"] = new(@"i-\w+"),
        ["ModifyInstanceAttribute"] = new(@"i-\w+"),
        ["StopInstances"] = new(@"i-\w+"),
        ["TerminateInstances"] = new(@"i-\w+"),
        ["CreateImage"] = new(@"AMI (named )?sample-\d+"),
        ["CopyImage"] = new(@"AMI (named sample-\d+|ami-\w+)") { Before = Elsewhere },
        ["DescribeImages"] = new("AMIs? (of sample|ami-)"),
        ["DescribeImageAttribute"] = new(@"AMI ami-\w+"),
        ["ModifyImageAttribute"] = new(@"AMI ami-\w+"),
        ["EnableImageDeprecation"] = new(@"AMI ami-\w+") { Before = Aging },
        ["EnableImageDeregistrationProtection"] = new(@"AMI ami-\w+") { Before = Protected },
    };

    private static Task Refused(Yard yard, string operation, string code)
    {
        yard.Wire.RefuseInJson(operation, code, "no", times: 2000);
        return Task.CompletedTask;
    }

    private static async Task Changed(Yard yard)
    {
        await yard.CommandAsync();
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 2 } };
    }

    private static async Task Failed(Yard yard)
    {
        await yard.CommandAsync();
        yard.Wire.Edit("BatchGetFleets", answer => answer.Replace("\"ACTIVE\"", "\"CREATE_FAILED\"", StringComparison.Ordinal));
    }

    private static async Task Grown(Yard yard)
    {
        yard.Settings = yard.Settings with { Force = true };
        await yard.CommandAsync("SnapshotAmi");
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "second-{date}" } };
        await yard.CommandAsync("SnapshotAmi");
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "third-{date}", Keep = 1 } };
    }

    private static async Task VerifiedOtherwise(Yard yard)
    {
        await yard.CommandAsync("VerifyFleet");
        yard.Recipe = yard.Recipe with { Verify = [new("false || true", NeedsKernel: false)] };
    }

    private static Task Elsewhere(Yard yard)
    {
        yard.Recipe = yard.Recipe with { OtherRegions = [Sample.East] };
        return Task.CompletedTask;
    }

    private static Task Aging(Yard yard)
    {
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { DeprecateAfterDays = 90 } };
        return Task.CompletedTask;
    }

    private static Task Protected(Yard yard)
    {
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { DeregistrationProtection = true } };
        return Task.CompletedTask;
    }
}
