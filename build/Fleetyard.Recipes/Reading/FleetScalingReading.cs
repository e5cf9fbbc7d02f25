using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads how a fleet grows.</summary>
internal static class FleetScalingReading
{
    public static FleetScaling? Read(Section section, long capacity)
    {
        var most = section.Number("maxCapacity", 1, 1000, required: true);
        var target = section.Number("targetUtilization", 1, 100, required: true);
        section.NoOthers();
        if (most < capacity)
        {
            section.Fault("maxCapacity", $"{section.Name("maxCapacity")} is {most}, less than the capacity (at least {capacity})");
        }

        return most is { } maximum && target is { } utilization ? new FleetScaling((int)maximum, utilization) : null;
    }
}
