using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>fleet</c> section by CodeBuild's rules.</summary>
internal sealed class FleetReading(Architecture? architecture)
{
    /// <summary>The account in AWS's documentation, which is nobody's.</summary>
    private const string ExampleAccount = "::111122223333:";

    private static readonly Dictionary<string, FleetOverflow> Overflows = new() { ["queue"] = FleetOverflow.Queue, ["on-demand"] = FleetOverflow.OnDemand };

    public FleetSettings? Read(Section? section, string? recipeName)
    {
        if (section is null)
        {
            return null;
        }

        var name = section.Text("name", Rules.FleetName) ?? recipeName?.Replace('.', '-');
        var compute = Compute(section);
        var capacity = section.Number("capacity", 1, 1000) ?? 1;
        var scaling = Scaling(section.Child("scaling"), capacity);
        var overflow = section.Choice("overflow", Overflows);
        var role = section.Text("serviceRole", Rules.RoleArn, required: true);
        var vpc = Vpc(section.Child("vpc"));
        var proxy = Proxy(section.Child("proxy"));
        var tags = section.Map("tags", Rules.TagKey, Rules.TagValue, most: 40);
        section.NoOthers();

        if (section.Has("vpc") && section.Has("proxy"))
        {
            section.Fault("proxy", "fleet has both a vpc and a proxy (CodeBuild takes one of the two)");
        }

        if (role?.Contains(ExampleAccount, StringComparison.Ordinal) == true)
        {
            section.Warn("serviceRole", "fleet.serviceRole is of the documentation's example account 111122223333 (put a role of your own account here)");
        }

        return name is null || compute is null ? null : new FleetSettings
        {
            Name = name,
            Compute = compute,
            Capacity = (int)capacity,
            Scaling = scaling,
            Overflow = overflow ?? FleetOverflow.Queue,
            ServiceRole = role,
            Vpc = vpc,
            Proxy = proxy,
            Tags = tags,
        };
    }

    private FleetCompute? Compute(Section section)
    {
        if (!section.Has("compute") || section.IsText("compute"))
        {
            return section.Text("compute", Rules.GeneralCompute, required: true) is { } general ? new FleetCompute { Type = general } : null;
        }

        if (section.Child("compute") is not { } compute)
        {
            return null;
        }

        var type = compute.Text("instanceType", Rules.InstanceType);
        var vCpu = compute.Number("vCpu", 1, 1024);
        var memory = compute.Number("memoryGiB", 1, 32768);
        var disk = compute.Number("diskGiB", 1, 65536);
        var machine = compute.Text("machineType", Rule.Matching("GENERAL|NVME", "GENERAL or NVME"));
        compute.NoOthers();

        var byAttributes = vCpu is not null || memory is not null || machine is not null;
        if (type is not null == byAttributes)
        {
            compute.Fault("instanceType", "fleet.compute names an instanceType, or vCpu, memoryGiB and machineType (one of the two)");
        }

        if (type is not null && architecture is not null && InstanceTypes.ArchitectureOf(type) != architecture)
        {
            compute.Fault("instanceType", $"fleet.compute.instanceType is '{type}', which does not have the source's architecture");
        }

        return new FleetCompute
        {
            Type = type is null ? "ATTRIBUTE_BASED_COMPUTE" : "CUSTOM_INSTANCE_TYPE",
            InstanceType = type,
            VCpu = vCpu,
            MemoryGiB = memory,
            DiskGiB = disk,
            MachineType = machine,
        };
    }

    private static FleetScaling? Scaling(Section? section, long capacity)
    {
        var most = section?.Number("maxCapacity", 1, 1000, required: true);
        var target = section?.Number("targetUtilization", 1, 100, required: true);
        section?.NoOthers();
        if (most < capacity)
        {
            section!.Fault("maxCapacity", $"fleet.scaling.maxCapacity is {most}, less than the capacity (at least {capacity})");
        }

        return most is { } maximum && target is { } utilization ? new FleetScaling((int)maximum, utilization) : null;
    }

    private static FleetVpc? Vpc(Section? section)
    {
        var id = section?.Text("id", Rules.Vpc, required: true);
        var subnets = section?.Texts("subnets", Rules.Subnet, least: 1, most: 16);
        var groups = section?.Texts("securityGroups", Rules.SecurityGroup, least: 1, most: 5);
        section?.NoOthers();
        return id is null ? null : new FleetVpc(id, subnets!, groups!);
    }

    private static FleetProxy? Proxy(Section? section)
    {
        if (section is null)
        {
            return null;
        }

        var behavior = section.Text("default", Rule.Matching("ALLOW_ALL|DENY_ALL", "ALLOW_ALL or DENY_ALL"), required: true);
        var rules = new List<FleetProxyRule>();
        foreach (var (_, child) in section.Entries("rules", "a mapping with type, effect and entities", most: 100))
        {
            var type = child!.Text("type", Rule.Matching("DOMAIN|IP", "DOMAIN or IP"), required: true);
            var effect = child.Text("effect", Rule.Matching("ALLOW|DENY", "ALLOW or DENY"), required: true);
            var entities = child.Texts("entities", Rules.ProxyEntity, least: 1);
            child.NoOthers();
            if (type is not null && effect is not null)
            {
                rules.Add(new(type, effect, entities));
            }
        }

        section.NoOthers();
        return behavior is null ? null : new FleetProxy(behavior, rules);
    }
}
