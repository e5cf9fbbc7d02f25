using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor.Aws;

/// <summary>The quota of vCPUs that an instance type counts against.</summary>
/// <param name="Code">Its code, such as <c>L-1216C47A</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record VCpuQuota(string Code, string Name)
{
    private static readonly string[] Standard = ["a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z"];

    /// <summary>The quota of a type, or null where its family has one whose code is not in this table.</summary>
    /// <remarks>Source: "Amazon EC2 endpoints and quotas", AWS General Reference: On-Demand and Spot quotas by family.</remarks>
    public static VCpuQuota? Of(string instanceType, InstanceMarket market)
    {
        var family = string.Concat(instanceType.TakeWhile(char.IsAsciiLetter));
        var isSpot = market == InstanceMarket.Spot;
        return family switch
        {
            _ when Standard.Contains(family) => isSpot ? new("L-34B43A08", "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests") : new("L-1216C47A", "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances"),
            "f" => isSpot ? new("L-88CF9481", "All F Spot Instance Requests") : new("L-74FC7D96", "Running On-Demand F instances"),
            "g" or "vt" => isSpot ? new("L-3819A6DF", "All G and VT Spot Instance Requests") : new("L-DB2E81BA", "Running On-Demand G and VT instances"),
            "inf" => isSpot ? new("L-B5D1601B", "All Inf Spot Instance Requests") : new("L-1945791B", "Running On-Demand Inf instances"),
            "p" when isSpot && instanceType[1] is not ('2' or '3' or '4') => null,
            "p" => isSpot ? new("L-7212CCBC", "All P4, P3 and P2 Spot Instance Requests") : new("L-417A185B", "Running On-Demand P instances"),
            "x" => isSpot ? new("L-E3A00192", "All X Spot Instance Requests") : new("L-7295265B", "Running On-Demand X instances"),
            _ => null,
        };
    }
}
