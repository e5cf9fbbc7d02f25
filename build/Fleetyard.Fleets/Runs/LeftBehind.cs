using System.Globalization;
using Fleetyard.Fleets.Instances;

namespace Fleetyard.Fleets.Runs;

/// <summary>What of a run is there, in words.</summary>
public static class LeftBehind
{
    /// <summary>One line for a run that is left where it stands: what is there, when it ends, how it is found and gone on with. Null where there is nothing.</summary>
    public static string? Of(FleetRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        string[] left =
        [
            .. Made(run.State, run.EndsItself ? string.Create(CultureInfo.InvariantCulture, $" (ends itself at {run.Expires:u})") : " (runs until it is terminated)"),
            .. run.Intents.Where(intent => intent.IsOpen).Select(intent => $"what comes of {intent.Call}: {intent.What}, which is not answered yet"),
            .. run.Intents.Where(intent => intent is { Call: "CreateFleet", IsDone: true } && run.State.FleetArn != intent.What && run.State.OtherRegions.Values.All(region => region.FleetArn != intent.What)).Select(intent => $"fleet {intent.What}"),
        ];
        return left.Length == 0 ? null
            : $"{run.Recipe.Name} in {run.Recipe.Region} leaves {string.Join(", ", left)}; {Next(run)}, --target=Status lists it, and in AWS's consoles the tag {Tags.Run}={run.State.RunId} finds it.";
    }

    /// <summary>What the same command does with the run's instance, as a part of a sentence.</summary>
    public static string Next(FleetRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return InstanceStates.WhyUseless(run) is { } why ? $"the same command takes another in its place, as {why}" : "the same command goes on with it";
    }

    internal static string Of(RunState state) => string.Join(", ", Made(state, ""));

    private static IEnumerable<string> Made(RunState state, string until)
    {
        if (state.InstanceId is not null)
        {
            yield return $"instance {state.InstanceId}{until}";
        }

        if (state.Ssh is { From: not null } ssh)
        {
            yield return $"security group {ssh.SecurityGroupId ?? ssh.Name}";
        }

        if (state.Ssh?.KeyPairName is { } keyPair)
        {
            yield return $"key pair {keyPair}";
        }

        if (state.AmiId is not null)
        {
            yield return $"AMI {state.AmiId}";
        }

        if (state.FailedAmiId is not null)
        {
            yield return $"AMI {state.FailedAmiId}, which came to nothing";
        }

        if (state.FleetArn is not null)
        {
            yield return $"fleet {state.FleetArn}";
        }

        foreach (var (region, known) in state.OtherRegions)
        {
            if (known.AmiId is not null)
            {
                yield return $"AMI {known.AmiId} in {region}";
            }

            if (known.FailedAmiId is not null)
            {
                yield return $"AMI {known.FailedAmiId} in {region}, which came to nothing";
            }

            if (known.FleetArn is not null)
            {
                yield return $"fleet {known.FleetArn}";
            }
        }
    }
}
