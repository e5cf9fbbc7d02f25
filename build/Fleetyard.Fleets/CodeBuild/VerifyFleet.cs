using System.Text.Json;
using Amazon.CloudWatchLogs.Model;
using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Runs the recipe's verify commands as a build on the fleet.</summary>
public sealed class VerifyFleet(Waiter waiter) : IFleetStep
{
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
        return Task.FromResult(new PlannedStep(Name, PlannedAction.Run, $"{run.Recipe.Verify.Count} commands in a build on fleet {run.Recipe.Fleet.Name}"));
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var project = await ProjectAsync(run, cancellationToken);
        run.Intend(Name, "StartBuild", project);
        var started = await run.Clients.CodeBuild.StartBuildAsync(
            new StartBuildRequest { ProjectName = project, BuildspecOverride = BuildSpec(run.Recipe.Verify), IdempotencyToken = Guid.NewGuid().ToString("N") }, cancellationToken);
        var id = started.Build!.Id!;
        run.Log.Say($"Build {id} runs on fleet {run.Recipe.Fleet.Name}");

        var build = await EndedAsync(run, id, cancellationToken);
        if (build.BuildStatus?.Value != "SUCCEEDED")
        {
            var reasons = build.Phases?.SelectMany(phase => phase.Contexts ?? []).Select(context => context.Message).Where(message => !string.IsNullOrEmpty(message));
            throw new FoundWantingException($"Build {id} on fleet {run.Recipe.Fleet.Name} ended as {build.BuildStatus?.Value}: {string.Join("; ", reasons ?? [])}");
        }

        run.Log.Say($"Build {id} succeeded: the fleet works");
    }

    /// <summary>The project named for the fleet, created or brought up to date.</summary>
    private static async Task<string> ProjectAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var name = $"{run.Recipe.Fleet.Name}-verify";
        var source = new ProjectSource { Type = SourceType.NO_SOURCE, Buildspec = BuildSpec(run.Recipe.Verify) };
        var artifacts = new ProjectArtifacts { Type = ArtifactsType.NO_ARTIFACTS };
        var environment = new ProjectEnvironment
        {
            Type = run.Recipe.Source.Architecture == Architecture.Arm64 ? "ARM_EC2" : "LINUX_EC2",
            ComputeType = run.Recipe.Fleet.Compute.Type,
            Image = run.State.AmiId,
            Fleet = new ProjectFleet { FleetArn = run.State.FleetArn },
        };
        var tags = Fleets.Tags.CodeBuild(Fleets.Tags.Of(run, name));
        var role = run.Recipe.Fleet.ServiceRole;
        var found = await run.Clients.CodeBuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = [name] }, cancellationToken);
        if (found.Projects is { Count: > 0 })
        {
            await run.Clients.CodeBuild.UpdateProjectAsync(
                new UpdateProjectRequest { Name = name, Source = source, Artifacts = artifacts, Environment = environment, ServiceRole = role, Tags = tags }, cancellationToken);
            return name;
        }

        run.Intend("VerifyFleet", "CreateProject", name);
        await run.Clients.CodeBuild.CreateProjectAsync(
            new CreateProjectRequest { Name = name, Source = source, Artifacts = artifacts, Environment = environment, ServiceRole = role, Tags = tags }, cancellationToken);
        return name;
    }

    /// <summary>JSON is YAML too, and quotes whatever a command holds.</summary>
    private static string BuildSpec(IReadOnlyList<VerifyCommand> commands) => JsonSerializer.Serialize(new
    {
        version = "0.2",
        phases = new { build = new { commands = commands.Select(command => command.NeedsKernel ? $"# needs: kernel\n{command.Run}" : command.Run) } },
    });

    private async Task<Build> EndedAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        string? token = null;
        return await waiter.ForAsync($"build {id} to end", TimeSpan.FromHours(1), async cancellation =>
        {
            var build = (await run.Clients.CodeBuild.BatchGetBuildsAsync(new BatchGetBuildsRequest { Ids = [id] }, cancellation)).Builds?.FirstOrDefault();
            token = await LogsAsync(run, build?.Logs, token, cancellation);
            return build?.BuildComplete == true ? build : null;
        }, "look at it in the CodeBuild console.", cancellationToken);
    }

    /// <summary>Prints what came since the last token; the same token comes back at the end of what there is.</summary>
    private static async Task<string?> LogsAsync(FleetRun run, LogsLocation? logs, string? token, CancellationToken cancellationToken)
    {
        while (logs is { GroupName: { } group, StreamName: { } stream })
        {
            GetLogEventsResponse page;
            try
            {
                page = await run.Clients.Logs.GetLogEventsAsync(
                    new GetLogEventsRequest { LogGroupName = group, LogStreamName = stream, NextToken = token, StartFromHead = true }, cancellationToken);
            }
            catch (Amazon.CloudWatchLogs.Model.ResourceNotFoundException)
            {
                return token;
            }

            foreach (var line in page.Events ?? [])
            {
                run.Log.Output(Provisioning.SecretMask.Over((line.Message ?? "").TrimEnd('\n')));
            }

            if (page.NextForwardToken == token)
            {
                break;
            }

            token = page.NextForwardToken;
        }

        return token;
    }
}
