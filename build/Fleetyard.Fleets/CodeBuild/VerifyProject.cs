using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>The project that verifies a fleet, named for it.</summary>
internal static class VerifyProject
{
    private const int TimeoutInMinutes = 60;

    /// <summary>The name of a recipe's project.</summary>
    public static string NameOf(Recipe recipe) => $"{recipe.Fleet.Name}-verify";

    /// <summary>Creates the project, or brings ours up to date where it differs.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="FleetException">A project of that name is not ours, or the recipe has no service role.</exception>
    public static async Task<string> EnsureAsync(FleetRun run, string step, string buildspec, CancellationToken cancellationToken)
    {
        var wanted = Wanted(run, buildspec);
        if (await FindAsync(run, wanted.Name!, cancellationToken) is { } there)
        {
            await UpdateAsync(run, step, wanted, there, cancellationToken);
            return wanted.Name!;
        }

        var intent = run.Intend(step, "CreateProject", wanted.Name!);
        try
        {
            await run.Clients.CodeBuild.CreateProjectAsync(wanted, cancellationToken);
            intent.Done();
            run.Log.Say($"Created project {wanted.Name}");
        }
        catch (ResourceAlreadyExistsException) when (!cancellationToken.IsCancellationRequested)
        {
            // CreateProject has no client token: an answer that was lost makes the SDK's second try find the first one's project.
            var lost = await FindAsync(run, wanted.Name!, cancellationToken) ?? throw new FleetException($"CodeBuild says that project {wanted.Name} exists, and does not show it; run the same command again.");
            await UpdateAsync(run, step, wanted, lost, cancellationToken);
        }

        return wanted.Name!;
    }

    private static CreateProjectRequest Wanted(FleetRun run, string buildspec)
    {
        var fleet = run.Recipe.Fleet;
        var architecture = run.Recipe.Source.Architecture;
        var name = NameOf(run.Recipe);
        return new CreateProjectRequest
        {
            Name = name,
            Description = $"Verifies the fleet {fleet.Name}",
            Source = new ProjectSource { Type = SourceType.NO_SOURCE, Buildspec = buildspec },
            Artifacts = new ProjectArtifacts { Type = ArtifactsType.NO_ARTIFACTS },
            Environment = new ProjectEnvironment
            {
                Type = architecture.EnvironmentType(),
                ComputeType = fleet.Compute.Type,
                ComputeConfiguration = FleetRequest.Compute(fleet.Compute),

                // A project must name one of CodeBuild's own EC2 images (user guide, "EC2 compute images"); on the fleet, the fleet's AMI boots.
                Image = architecture == Architecture.Arm64 ? "aws/codebuild/ami/amazonlinux-arm-base:latest" : "aws/codebuild/ami/amazonlinux-x86_64-base:latest",
                Fleet = new ProjectFleet { FleetArn = run.State.FleetArn },
            },
            ServiceRole = fleet.ServiceRole ?? throw new FleetException($"A build on fleet {fleet.Name} needs a role, and {run.Recipe.Name} names none; set fleet.serviceRole."),
            TimeoutInMinutes = TimeoutInMinutes,
            Tags = Fleets.Tags.CodeBuild(Fleets.Tags.Of(run, name)),
        };
    }

    private static async Task<Project?> FindAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        var answer = await run.Clients.CodeBuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = [name] }, cancellationToken);
        return answer.Projects?.FirstOrDefault();
    }

    private static async Task UpdateAsync(FleetRun run, string step, CreateProjectRequest wanted, Project there, CancellationToken cancellationToken)
    {
        if (there.Tags?.Any(tag => tag.Key == Fleets.Tags.Recipe && tag.Value == run.Recipe.Name) != true)
        {
            throw new FleetException($"A project named {there.Name} is there, but not tagged as this recipe's ({Fleets.Tags.Recipe}={run.Recipe.Name}); delete that one, or give the recipe's fleet another name.");
        }

        var differences = Differences(wanted, there);
        if (differences.Count == 0)
        {
            return;
        }

        run.Log.Say($"Updating project {there.Name}: {string.Join(", ", differences)}");
        var intent = run.Intend(step, "UpdateProject", there.Name!);
        await run.Clients.CodeBuild.UpdateProjectAsync(
            new UpdateProjectRequest
            {
                Name = wanted.Name,
                Description = wanted.Description,
                Source = wanted.Source,
                Artifacts = wanted.Artifacts,
                Environment = wanted.Environment,
                ServiceRole = wanted.ServiceRole,
                TimeoutInMinutes = wanted.TimeoutInMinutes,
                Tags = wanted.Tags,
            },
            cancellationToken);
        intent.Done();
    }

    private static List<string> Differences(CreateProjectRequest wanted, Project there)
    {
        (string Member, string? Old, string? New)[] members =
        [
            ("buildspec", there.Source?.Buildspec, wanted.Source!.Buildspec),
            ("environment type", there.Environment?.Type?.Value, wanted.Environment!.Type?.Value),
            ("compute type", there.Environment?.ComputeType?.Value, wanted.Environment!.ComputeType?.Value),
            ("instance type", there.Environment?.ComputeConfiguration?.InstanceType, wanted.Environment!.ComputeConfiguration?.InstanceType),
            ("image", there.Environment?.Image, wanted.Environment!.Image),
            ("fleet", there.Environment?.Fleet?.FleetArn, wanted.Environment!.Fleet!.FleetArn),
            ("service role", there.ServiceRole, wanted.ServiceRole),
        ];
        return [.. members.Where(member => member.Old != member.New).Select(member => member.Member)];
    }
}
