using System.Net;
using Amazon.EC2;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Instances;

/// <summary>Asks EC2 for the run's instance: one type and place after the other, until it has room for one.</summary>
internal sealed class Launch(FleetRun run, string step)
{
    /// <summary>The instance's id; it is the run's from then on.</summary>
    /// <remarks>Takes no cancellation token: an answer that is cut off leaves an instance that nobody knows.</remarks>
    /// <exception cref="FleetException">EC2 refused the launch, or every type and place.</exception>
    public async Task<string> RunAsync(SourceAmi source)
    {
        var candidates = LaunchCandidate.Of(run.Recipe.Instance);
        var refused = new List<string>();
        while (true)
        {
            var candidate = candidates[run.State.Candidate % candidates.Count];
            run.Learn(step, state => state with { Launched = state.Launched ?? run.Now, Asked = run.Now });
            var intent = run.Intend(step, "RunInstances", $"{candidate} from {source.ImageId}");
            try
            {
                return await AskAsync(source, candidate, intent);
            }
            catch (AmazonEC2Exception e) when (LaunchCandidate.IsShortage(e.ErrorCode))
            {
                intent.Refused(AwsErrors.Answer(e));
                refused.Add($"{candidate}: {AwsErrors.Answer(e)}");
                var next = refused.Count == candidates.Count ? 0 : (run.State.Candidate + 1) % candidates.Count;
                run.Learn(step, state => state.WithoutInstance() with { Candidate = next });
                if (refused.Count == candidates.Count)
                {
                    throw new FleetException($"EC2 launched none of what {run.Recipe.File} asks for from {source.ImageId}: {string.Join("; ", refused)}; {AwsErrors.Advice(e.ErrorCode)}, and run the same command again.", e);
                }

                run.Log.Warning($"EC2 has no {refused[^1]}; trying {candidates[next]}");
            }
            catch (AmazonEC2Exception e) when (IsRefusal(e))
            {
                intent.Refused(AwsErrors.Answer(e));
                run.Learn(step, state => state.WithoutInstance());
                throw e.Told($"EC2 refused to launch {candidate} from {source.ImageId} for {run.Recipe.File}", $"{AwsErrors.Advice(e.ErrorCode)}, and run the same command again");
            }
        }
    }

    private async Task<string> AskAsync(SourceAmi source, LaunchCandidate candidate, Intent intent)
    {
        var launched = await run.Clients.Ec2.RunInstancesAsync(LaunchRequest.Of(run, source, candidate), CancellationToken.None).AboutAsync($"{candidate} from {source.ImageId}");
        var id = launched.Reservation.Instances[0].InstanceId;
        run.Learn(step, state => state with { InstanceId = id });
        intent.Done(id);
        run.Log.Say($"Launched {id} ({candidate}{(run.Recipe.Instance.Market == Recipes.InstanceMarket.Spot ? ", Spot" : "")})");
        return id;
    }

    /// <summary>Nothing was launched; where the same token went out with other values before, something was.</summary>
    private static bool IsRefusal(AmazonEC2Exception e) =>
        e.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError && e.ErrorCode != "IdempotentParameterMismatch";
}
