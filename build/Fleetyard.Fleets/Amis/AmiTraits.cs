using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Amis;

/// <summary>What an AMI has of the AMI that it came from, and must not lose: the way it boots, and what its instances can do.</summary>
internal static class AmiTraits
{
    /// <summary>Each that was lost, as <c>tpmSupport: v2.0 → none</c>.</summary>
    public static IReadOnlyList<string> Lost(Image made, Image from)
    {
        (string Trait, string? Was, string? Is)[] traits =
        [
            ("bootMode", from.BootMode?.Value, made.BootMode?.Value),
            ("enaSupport", Told(from.EnaSupport), Told(made.EnaSupport)),
            ("sriovNetSupport", from.SriovNetSupport, made.SriovNetSupport),
            ("tpmSupport", from.TpmSupport?.Value, made.TpmSupport?.Value),
            ("imdsSupport", from.ImdsSupport?.Value, made.ImdsSupport?.Value),
        ];
        return [.. traits.Where(trait => !string.IsNullOrEmpty(trait.Was) && trait.Was != trait.Is).Select(trait => $"{trait.Trait}: {trait.Was} → {(string.IsNullOrEmpty(trait.Is) ? "none" : trait.Is)}")];
    }

    private static string? Told(bool? support) => support == true ? "true" : null;
}
