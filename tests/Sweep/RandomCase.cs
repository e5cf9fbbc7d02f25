using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.Recipes;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Sweep;

/// <summary>Some recipe, some faults, and commands that are cut off.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Faults">What goes wrong, and at which calls.</param>
/// <param name="Cuts">How one command after the other is cut off.</param>
internal sealed record RandomCase(Recipe Recipe, IReadOnlyList<CallFault> Faults, IReadOnlyList<Cut> Cuts)
{
    private const int Size = 1;

    /// <summary>Where something may go wrong more often than once.</summary>
    private static readonly string[] Operations =
    [
        "RunInstances", "SendCommand", "CreateImage", "CopyImage", "CreateFleet", "UpdateFleet", "CreateProject", "StartBuild", "TerminateInstances", "StopInstances", "ModifyInstanceAttribute",
        "ModifyImageAttribute", "DeregisterImage", "DeleteFleet", "DeleteProject", "EnableImageDeprecation", "EnableImageDeregistrationProtection", "DescribeInstances", "DescribeImages",
        "DescribeImageAttribute", "DescribeSnapshots", "DescribeInstanceInformation", "GetParameter", "GetCommandInvocation", "BatchGetFleets", "BatchGetProjects", "BatchGetBuilds", "GetLogEvents",
        "ListFleets", "ListProjects",
    ];

    /// <summary>Whether an instance can be reached, so that a run ends with a fleet.</summary>
    public bool EndsWell => Recipe.Instance.Remote == RemoteAccess.Ssm;

    /// <summary>The case that a seed stands for.</summary>
    public static RandomCase Of(ulong seed) => Cases.Sample(Size, new Rnd(seed), Size).First();

    public override string ToString() =>
        $"{Recipe.Instance.Market} {string.Join('/', Recipe.Instance.Types)} {Recipe.Instance.Remote} {Recipe.OtherRegions.Count + 1} regions, keep {Recipe.Ami.Keep}, {Recipe.Verify.Count} verified; faults {string.Join(' ', Faults)}; cuts {string.Join(' ', Cuts)}";

    private static Gen<CallFault> Fault { get; } = (
        from operation in Gen.Elements(Operations)
        from call in Gen.Choose(1, 5)
        from kind in Gen.Elements(Enum.GetValues<FaultKind>().Except([FaultKind.ClockSkew]))
        select new CallFault(operation, call, kind)).Where(fault => CallFault.Fits(fault.Operation, fault.Kind));

    private static Gen<Cut> ACut { get; } =
        from way in Gen.Elements(Enum.GetValues<CutWay>())
        from at in Gen.Choose(1, 60)
        select new Cut(way, at);

    private static Gen<BuildInstance> Instance { get; } =
        from market in Gen.Elements(Enum.GetValues<InstanceMarket>())
        from types in Gen.Elements<string[]>(["c7i.large"], ["c7i.large", "m7i.large"], ["m7i.large", "c7i.large", "c6i.large"])
        from subnets in Gen.Elements<string[]>([], ["subnet-0123456789abcdef0"], ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])
        from isSsh in Gen.Choose(1, 12)
        select (isSsh == 1 ? Sample.Reached(RemoteAccess.Ssh).Instance : Sample.Recipe.Instance) with
        {
            Market = market,
            Types = types,
            Placement = Sample.Recipe.Instance.Placement with { SubnetIds = subnets },
        };

    private static Gen<AmiSettings> Ami { get; } =
        from keep in Gen.Elements<int?>(null, 1, 2)
        from deprecated in Gen.Elements<int?>(null, 30)
        from isProtected in Gen.Elements(false, true)
        from accounts in Gen.Elements<string[]>([], ["111122223333"], ["111122223333", "444455556666"])
        select Sample.Recipe.Ami with
        {
            Keep = keep,
            DeprecateAfterDays = deprecated,
            DeregistrationProtection = isProtected,
            Permissions = Sample.Recipe.Ami.Permissions with { Accounts = accounts },
        };

    private static Gen<Recipe> Recipes { get; } =
        from instance in Instance
        from ami in Ami
        from elsewhere in Gen.Choose(0, 1)
        from verified in Gen.Choose(0, 2)
        let recipe = Scenario.All[0].Recipe
        select recipe with
        {
            Instance = instance,
            Ami = ami,
            OtherRegions = [.. Enumerable.Repeat(Sample.East with { Fleet = recipe.Fleet }, elsewhere)],
            Verify = [.. Enumerable.Repeat(new VerifyCommand("true", NeedsKernel: false), verified)],
        };

    private static Gen<RandomCase> Cases { get; } =
        from recipe in Recipes
        from faults in Gen.Choose(1, 4)
        from planned in Fault.ArrayOf(faults)
        from cut in Gen.Choose(0, 2)
        from cuts in ACut.ArrayOf(cut)
        select new RandomCase(recipe, [.. planned.DistinctBy(fault => (fault.Operation, fault.Call))], cuts);
}

/// <summary>How a command is cut off, and at which line of its journal or which of its calls, counted from 1.</summary>
internal sealed record Cut(CutWay Way, int At)
{
    public override string ToString() => $"{Way}/{At}";
}

/// <summary>What cuts a command off.</summary>
internal enum CutWay
{
    /// <summary>The process is killed when it has written a line.</summary>
    KilledAtLine,

    /// <summary>It is killed before a call.</summary>
    KilledAtCall,

    /// <summary>Ctrl-C during a call.</summary>
    Interrupted,
}
