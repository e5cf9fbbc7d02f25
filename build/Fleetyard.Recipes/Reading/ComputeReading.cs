using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads the machines of a fleet: a general size, an instance type, or attributes.</summary>
internal static class ComputeReading
{
    public static FleetCompute? Read(Section fleet, Architecture? architecture)
    {
        if (!fleet.Has("compute") || fleet.IsText("compute"))
        {
            return fleet.Text("compute", Rules.GeneralCompute, required: true) is { } general ? new FleetCompute { Type = general } : null;
        }

        if (fleet.Child("compute") is not { } section)
        {
            return null;
        }

        var type = section.Text("instanceType", Rules.InstanceTypeOf(architecture));
        var vCpu = section.Number("vCpu", 1, 1024);
        var memory = section.Number("memoryGiB", 1, 32768);
        var disk = section.Number("diskGiB", 1, 65536);
        var machine = section.Text("machineType", Rule.Matching("GENERAL|NVME", "GENERAL or NVME"));
        section.NoOthers();

        var byAttributes = section.Has("vCpu") || section.Has("memoryGiB") || section.Has("machineType");
        if (section.Has("instanceType") == byAttributes)
        {
            section.Fault("instanceType", "fleet.compute names an instanceType, or vCpu, memoryGiB and machineType (one of the two)");
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
}
