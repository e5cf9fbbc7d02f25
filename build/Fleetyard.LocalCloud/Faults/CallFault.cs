using System.Globalization;

namespace Fleetyard.LocalCloud.Faults;

/// <summary>What goes wrong at one call: written as <c>RunInstances/1/ResetAfter</c>.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Call">Which of its calls, counted from 1 when LocalCloud starts.</param>
/// <param name="Kind">What goes wrong.</param>
public sealed record CallFault(string Operation, int Call, FaultKind Kind)
{
    /// <summary>The operations that make what can go wrong later; every other kind goes with every operation.</summary>
    private static readonly Dictionary<FaultKind, string[]> Makers = new()
    {
        [FaultKind.InsufficientInstanceCapacity] = ["RunInstances"],
        [FaultKind.Unsupported] = ["RunInstances"],
        [FaultKind.NeverOnline] = ["RunInstances"],
        [FaultKind.InstanceDies] = ["SendCommand"],
        [FaultKind.SpotInterruption] = ["SendCommand"],
        [FaultKind.CommandLost] = ["SendCommand"],
        [FaultKind.ImageFails] = ["CreateImage", "CopyImage"],
        [FaultKind.ImageNeverEnds] = ["CreateImage", "CopyImage"],
        [FaultKind.FleetFails] = ["CreateFleet"],
        [FaultKind.FleetLacksCapacity] = ["CreateFleet"],
    };

    /// <summary>Whether a kind can befall an operation.</summary>
    public static bool Fits(string operation, FaultKind kind) => !Makers.TryGetValue(kind, out var makers) || makers.Contains(operation);

    /// <summary>Reads what <see cref="ToString"/> writes; the kind in any case.</summary>
    /// <exception cref="LocalCloudException">It is something else.</exception>
    public static CallFault Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('/') is not [{ Length: > 0 } operation, var number, var name] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var call) || call < 1)
        {
            throw new LocalCloudException($"'{text}' is no fault; write an operation, which of its calls, and what goes wrong, such as RunInstances/1/ResetAfter.");
        }

        if (!Enum.GetNames<FaultKind>().Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new LocalCloudException($"'{name}' of '{text}' is unknown; use one of {string.Join(", ", Enum.GetNames<FaultKind>())}.");
        }

        var kind = Enum.Parse<FaultKind>(name, ignoreCase: true);
        return Fits(operation, kind) ? new(operation, call, kind) : throw new LocalCloudException($"'{text}' cannot be: {kind} befalls {string.Join(" and ", Makers[kind])} alone.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Operation}/{Call}/{Kind}");
}
