using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>The project that verifies a fleet, named for it.</summary>
internal static class VerifyProject
{
    private const int TimeoutInMinutes = 60;

    /// <summary>What the names of these projects end with.</summary>
    public const string Suffix = "-verify";

    /// <summary>The name of a fleet's project.</summary>
    public static string NameOf(FleetSettings fleet) => fleet.Name + Suffix;

    /// <summary>Creates the project, or brings ours up to date where it differs.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="FleetException">A project of that name is not ours, or the recipe has no service role.</exception>
    public static async Task<string> EnsureAsync(FleetRun run, Place place, string step, string buildspec, CancellationToken cancellationToken)
    {
        var wanted = Wanted(run, place, buildspec);
        if (await FindAsync(place, wanted.Name!, cancellationToken) is { } there)
        {
            await UpdateAsync(run, place, step, wanted, there, cancellationToken);
            return wanted.Name!;
        }

        var intent = run.Intend(step, place, "CreateProject", wanted.Name!);
        try
        {
            await place.Clients.CodeBuild.CreateProjectAsync(wanted, cancellationToken).AboutAsync($"project {wanted.Name}");
            intent.Done();
            place.Log.Say($"Created project {wanted.Name}");
        }
        catch (ResourceAlreadyExistsException e) when (!cancellationToken.IsCancellationRequested)
        {
            // CreateProject has no client token: an answer that was lost makes the SDK's second try find the first one's project.
            var lost = await FindAsync(place, wanted.Name!, cancellationToken) ?? throw new FleetException($"CodeBuild says that project {wanted.Name} exists ({AwsErrors.Answer(e)}), and does not show it; run the same command again.", e);
            await UpdateAsync(run, place, step, wanted, lost, cancellationToken);
        }

        return wanted.Name!;
    }

    private static CreateProjectRequest Wanted(FleetRun run, Place place, string buildspec)
    {
        var fleet = place.Fleet;
        var architecture = run.Recipe.Source.Architecture;
        var name = NameOf(place.Fleet);
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
                Fleet = new ProjectFleet { FleetArn = run.State.In(place).FleetArn },
            },
            ServiceRole = fleet.ServiceRole ?? throw new FleetException($"A build on fleet {fleet.Name} needs a role, and {run.Recipe.Name} names none; set fleet.serviceRole."),
            TimeoutInMinutes = TimeoutInMinutes,
            Tags = Fleets.Tags.CodeBuild(Fleets.Tags.Of(run, name)),
        };
    }

    private static async Task<Project?> FindAsync(Place place, string name, CancellationToken cancellationToken)
    {
        var answer = await place.Clients.CodeBuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = [name] }, cancellationToken).AboutAsync($"project {name}");
        return answer.Projects?.FirstOrDefault();
    }

    private static async Task UpdateAsync(FleetRun run, Place place, string step, CreateProjectRequest wanted, Project there, CancellationToken cancellationToken)
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

        place.Log.Say($"Updating project {there.Name}: {string.Join(", ", differences)}");
        var intent = run.Intend(step, place, "UpdateProject", there.Name!);
        await place.Clients.CodeBuild.UpdateProjectAsync(
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
            cancellationToken).AboutAsync($"project {wanted.Name}");
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
