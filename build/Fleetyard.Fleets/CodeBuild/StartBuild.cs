using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Starts the build that verifies a fleet, or goes on with the one that an earlier command of the run started.</summary>
/// <remarks>
/// CodeBuild knows an idempotency token again for five minutes (API reference, StartBuild) and shows none. So a build whose answer was
/// lost is looked for by a variable that it was started with, and the token is for the moments in which a list may lack it.
/// </remarks>
internal sealed class StartBuild(FleetRun run, Place place, string step, string project, string buildspec)
{
    /// <summary>Has the run, the region, the number of the build in both, and what its commands are.</summary>
    private const string Variable = "FLEETYARD_BUILD";

    /// <returns>The build's id; it is the run's from then on.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var earlier = await EarlierAsync(cancellationToken);
        if (earlier is not null && NameOf(earlier) == Name)
        {
            Learn(earlier.Id!);
            place.Log.Say($"Going on with build {earlier.Id}, which an earlier command started on fleet {place.Fleet.Name}");
            return earlier.Id!;
        }

        if (earlier is { BuildComplete: not true })
        {
            await place.Clients.CodeBuild.StopBuildAsync(new StopBuildRequest { Id = earlier.Id }, cancellationToken);
            place.Log.Say($"Stopped build {earlier.Id}, whose commands are not the recipe's any more");
        }

        if (earlier is not null || !IsUnanswered)
        {
            run.Learn(step, place, state => state with { Verified = null, VerifyAttempt = state.VerifyAttempt + 1 });
        }

        return await StartAsync();
    }

    private bool IsUnanswered => run.State.In(place) is { IsVerifying: true, Verified: null };

    private string Prefix => string.Create(CultureInfo.InvariantCulture, $"{run.State.RunId}/{place.Region}/{run.State.In(place).VerifyAttempt}/");

    private string Name => $"{Prefix}{Sha256(buildspec)[..16]}";

    private async Task<Build?> EarlierAsync(CancellationToken cancellationToken)
    {
        if (run.State.In(place) is not { IsVerifying: true } state)
        {
            return null;
        }

        var ids = state.Verified is { } known
            ? [known.Id]
            : (await place.Clients.CodeBuild.ListBuildsForProjectAsync(new ListBuildsForProjectRequest { ProjectName = project }, cancellationToken)).Ids ?? [];
        return ids.Count == 0 ? null : (await place.Clients.CodeBuild.BatchGetBuildsAsync(new BatchGetBuildsRequest { Ids = ids }, cancellationToken)).Builds?
            .FirstOrDefault(build => NameOf(build)?.StartsWith(Prefix, StringComparison.Ordinal) == true);
    }

    /// <remarks>Takes no cancellation token: an answer that is cut off leaves a build that nobody knows until it is looked for.</remarks>
    private async Task<string> StartAsync()
    {
        var intent = run.Intend(step, place, "StartBuild", project);
        var started = await place.Clients.CodeBuild.StartBuildAsync(
            new StartBuildRequest
            {
                ProjectName = project,
                BuildspecOverride = buildspec,
                EnvironmentVariablesOverride = [new EnvironmentVariable { Name = Variable, Value = Name, Type = "PLAINTEXT" }],
                IdempotencyToken = Sha256(Name),
            },
            CancellationToken.None).AboutAsync($"project {project}");
        Learn(started.Build!.Id!);
        intent.Done(started.Build.Id);
        place.Log.Say($"Build {started.Build.Id} runs on fleet {place.Fleet.Name}");
        return started.Build.Id!;
    }

    private void Learn(string id) => run.Learn(step, place, state => state with { Verified = new(id, VerifyBuild.InProgress, 0) });

    private static string? NameOf(Build build) => build.Environment?.EnvironmentVariables?.FirstOrDefault(variable => variable.Name == Variable)?.Value;

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
