using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.CodeBuild.Model;
using Amazon.Runtime;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Runs the recipe's verify commands as a build on the fleet of each region, side by side.</summary>
public sealed class VerifyFleet(Waiter waiter) : IFleetStep
{
    /// <summary>The status code of a phase's context for a command that an instance without a kernel of its own did not run; CodeBuild has none such.</summary>
    private const string NotRun = "COMMAND_NOT_RUN";

    /// <summary>How long a build may neither end nor say anything: longer than it may wait in the queue.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromHours(9);

    /// <summary>How long the end of the log is waited for when the build has ended: CloudWatch Logs delivers some seconds late.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Name => "VerifyFleet";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(run.Recipe.Verify.Count == 0 ? "the recipe has no verify commands" : null);
    }

    /// <inheritdoc/>
    public Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(new PlannedStep(Name, PlannedAction.Run, $"{run.Recipe.Verify.Count} commands in a build on fleet {string.Join(", ", run.Places.Select(place => run.Others.Count > 0 ? $"{place.Fleet.Name} in {place.Region}" : place.Fleet.Name))}"));
    }

    /// <inheritdoc/>
    public Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return SideBySide.RunAsync(run.Places, place => RunAsync(run, place, cancellationToken));
    }

    private async Task RunAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        await FindFleetAsync(run, place, cancellationToken);
        var buildspec = Buildspec(run.Recipe.Verify);
        var project = await VerifyProject.EnsureAsync(run, place, Name, buildspec, cancellationToken);
        var id = await new StartBuild(run, place, Name, project, buildspec).RunAsync(cancellationToken);
        using var output = new BuildOutput(run, place, Name);
        var build = await EndedAsync(run, place, id, output, cancellationToken).AboutAsync($"build {id}");
        Judge(run, place, build, output);
    }

    /// <summary>A run of its own, as with <c>--exclusive</c>, finds the fleet by its name.</summary>
    private async Task FindFleetAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        if (run.State.In(place).FleetArn is not null)
        {
            return;
        }

        if (await FleetStates.FindAsync(place, cancellationToken) is not { Status.StatusCode.Value: "ACTIVE" } fleet || !FleetStates.IsOurs(fleet, run.Recipe))
        {
            throw new FleetException($"There is no active fleet {place.Fleet.Name} of {run.Recipe.Name} to verify; run --target=CreateFleet first.");
        }

        run.Learn(Name, place, state => state with { FleetArn = fleet.Arn });
    }

    /// <summary>The verify commands as phase <c>build</c>, in JSON: it is YAML too, and quotes whatever a command holds.</summary>
    private static string Buildspec(IReadOnlyList<VerifyCommand> commands) => JsonSerializer.Serialize(
        new
        {
            version = "0.2",
            phases = new { build = new { commands = commands.Select(command => command.NeedsKernel ? $"# needs: kernel\n{command.Run}" : command.Run) } },
        }, Readable);

    /// <summary>The build when it has ended, its log printed until then.</summary>
    private async Task<Build> EndedAsync(FleetRun run, Place place, string id, BuildOutput output, CancellationToken cancellationToken)
    {
        DateTimeOffset? ended = null;
        try
        {
            while (true)
            {
                // Each line begins a new wait, whose first pauses are short.
                var build = await waiter.ForAsync($"build {id} to end", Silence, async token =>
                {
                    var asked = (await place.Clients.CodeBuild.BatchGetBuildsAsync(new BatchGetBuildsRequest { Ids = [id] }, token)).Builds?.FirstOrDefault();
                    return await output.ReadAsync(asked?.Logs, token) || IsOver(asked) ? asked : null;
                }, "look at it in the CodeBuild console.", cancellationToken);
                if (IsOver(build))
                {
                    return build;
                }
            }
        }
        catch
        {
            await StopAsync(run, place, id);
            throw;
        }

        bool IsOver(Build? build) =>
            build?.BuildComplete == true && (output.IsWhole || build.Logs?.StreamName is null || run.Now - (ended ??= run.Now) >= Delivery);
    }

    private async Task StopAsync(FleetRun run, Place place, string id)
    {
        try
        {
            await place.Clients.CodeBuild.StopBuildAsync(new StopBuildRequest { Id = id }, CancellationToken.None);
            run.Learn(Name, place, state => state with { Verified = new(id, "STOPPED", 0) });
            place.Log.Say($"Stopped build {id}");
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException)
        {
            place.Log.Warning($"Build {id} could not be stopped: {AwsErrors.Reason(e)}; stop it in the CodeBuild console.");
        }
    }

    private void Judge(FleetRun run, Place place, Build build, BuildOutput output)
    {
        var contexts = (build.Phases ?? []).SelectMany(phase => phase.Contexts ?? []).ToList();
        var notRun = contexts.Count(context => context.StatusCode == NotRun);
        var status = build.BuildStatus?.Value ?? "unknown";
        run.Learn(Name, place, state => state with { Verified = new(build.Id!, status, notRun) });
        if (notRun > 0)
        {
            place.Log.Warning($"{notRun} of {run.Recipe.Verify.Count} verify commands did not run, because they need a kernel of the instance's own: {string.Join("; ", run.Recipe.Verify.Where(command => command.NeedsKernel).Select(command => command.Run))}");
        }

        if (status == "SUCCEEDED")
        {
            place.Log.Say($"Build {build.Id} succeeded on fleet {place.Fleet.Name}");
            return;
        }

        var reasons = string.Join("; ", contexts.Where(context => context.StatusCode != NotRun && !string.IsNullOrEmpty(context.Message)).Select(context => SecretMask.Over(context.Message!)).Distinct());
        var what = $"Build {build.Id} on fleet {place.Fleet.Name} ended as {status}: {(reasons.Length > 0 ? reasons : "CodeBuild gave no reason")}; its log is in {output.Path}.{(output.LastLines.Length > 0 ? $" Its last lines: {output.LastLines}" : "")}";
        throw status is "FAILED" or "TIMED_OUT" ? new FoundWantingException(what) : new FleetException(what);
    }
}
