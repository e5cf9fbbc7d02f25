using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Instances;

/// <summary>The end of an instance that EC2 took back, or could not bring up.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Told">What happened to it, as part of a sentence.</param>
internal sealed record Interruption(string InstanceId, string Told)
{
    /// <summary>How many a run goes on from: with more, its recipe asks for what EC2 does not have.</summary>
    private const int Most = 5;

    /// <summary>The interruption that ended an instance, or null.</summary>
    /// <remarks>Source: the codes of the EC2 API's StateReason.</remarks>
    public static Interruption? Of(Instance instance) => instance.State.Name.Value is "pending" or "running" ? null : instance.StateReason?.Code switch
    {
        "Server.SpotInstanceTermination" or "Server.SpotInstanceShutdown" => new(instance.InstanceId, $"was a Spot Instance that EC2 took back ({InstanceStates.Reason(instance)})"),
        var code when LaunchCandidate.IsShortage(code) => new(instance.InstanceId, $"could not be brought up ({InstanceStates.Reason(instance)})"),
        _ => null,
    };

    /// <summary>Forgets the instance; the next launch begins with the next type or place. Where its AMI was asked for already, the run goes on with that.</summary>
    /// <exception cref="FleetException">That happened too often.</exception>
    public static void Forget(FleetRun run, string step, Interruption interruption)
    {
        if (run.State.AmiId is { } ami)
        {
            run.Learn(step, state => state.WithoutInstance());
            run.Log.Warning($"Instance {interruption.InstanceId} {interruption.Told}; its AMI {ami} was begun before, and the run goes on with that.");
            return;
        }

        var candidates = LaunchCandidate.Of(run.Recipe.Instance);
        var (count, next) = (run.State.Interruptions + 1, (run.State.Candidate + 1) % candidates.Count);
        var isOver = count > Most;
        run.Learn(step, state => state.WithoutInstance() with { Candidate = isOver ? 0 : next, Interruptions = isOver ? 0 : count });
        if (isOver)
        {
            throw new FleetException($"Instance {interruption.InstanceId} {interruption.Told}, after {Most} others of this run; name further types, subnets or zones, or market: on-demand, in {run.Recipe.File}, and run the same command again.");
        }

        run.Log.Warning($"Instance {interruption.InstanceId} {interruption.Told}; the run begins again at PrepareInstance with {candidates[next]}.");
    }
}
