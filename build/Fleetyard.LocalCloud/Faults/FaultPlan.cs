using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Fleetyard.LocalCloud.Faults;

/// <summary>What goes wrong, and at which calls.</summary>
/// <param name="Faults">All of it; a call has one at most.</param>
public sealed record FaultPlan(IReadOnlyList<CallFault> Faults)
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>What EC2 lacks for every launch, whichever call it is.</summary>
    public IReadOnlyList<CapacityShortage> Shortages { get; init; } = [];

    /// <summary>Reads a YAML file: a list of faults such as <c>- RunInstances/1/ResetAfter</c>, and of shortages such as <c>- RunInstances/c7i.large/InsufficientInstanceCapacity</c>.</summary>
    /// <exception cref="LocalCloudException">The file is not there, or holds something else.</exception>
    public static FaultPlan Read(string path)
    {
        try
        {
            var lines = (new DeserializerBuilder().Build().Deserialize<List<string>?>(File.ReadAllText(path)) ?? []).ToLookup(CapacityShortage.IsOne);
            var faults = lines[false].Select(CallFault.Parse).ToList();
            return faults.GroupBy(fault => (fault.Operation, fault.Call)).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new LocalCloudException($"call {twice.Key.Call} of {twice.Key.Operation} has {twice.Count()} faults; give it one.")
                : new(faults) { Shortages = [.. lines[true].Select(CapacityShortage.Parse)] };
        }
        catch (YamlException fault)
        {
            throw new LocalCloudException($"faults {path}:{fault.Start.Line}:{fault.Start.Column}: this is no YAML list of faults; write lines such as '- RunInstances/1/ResetAfter'.", fault);
        }
        catch (LocalCloudException fault)
        {
            throw new LocalCloudException($"faults {path}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LocalCloudException($"faults {path}: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; give a YAML list of faults such as '- RunInstances/1/ResetAfter'.", fault);
        }
    }
}
