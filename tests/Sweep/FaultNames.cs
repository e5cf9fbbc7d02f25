using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Sweep;

/// <summary>Every fault of a scenario.</summary>
internal static class FaultNames
{
    /// <summary>Each kind at each call that it can befall.</summary>
    public static IEnumerable<CallFault> Of(Scenario scenario, IReadOnlyDictionary<string, int> calls) =>
        from operation in calls
        where scenario.Tries(operation.Key)
        from kind in scenario.Kinds
        where CallFault.Fits(operation.Key, kind)
        from call in Enumerable.Range(1, operation.Value)
        select new CallFault(operation.Key, call, kind);
}
