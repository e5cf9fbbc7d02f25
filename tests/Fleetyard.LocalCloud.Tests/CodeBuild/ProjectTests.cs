using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

internal sealed class ProjectTests
{
    private const string Buildspec = "version: 0.2\nphases: {build: {commands: [\"true\"]}}";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task A_project_is_made_once_changed_and_deleted()
    {
        await using var cloud = await StartAsync();
        var name = await cloud.ProjectAsync(Buildspec);
        var request = LocalFleet.Project(Buildspec, (await cloud.CodeBuild.ListFleetsAsync(new())).Fleets.Single());
        Assert.That(async () => await cloud.CodeBuild.CreateProjectAsync(request), Throws.InstanceOf<ResourceAlreadyExistsException>());

        var changed = await cloud.CodeBuild.UpdateProjectAsync(new() { Name = name, Description = "changed", Tags = [new() { Key = "a", Value = "b" }] });
        Assert.That((changed.Project!.Description, changed.Project.Source!.Buildspec, changed.Project.TimeoutInMinutes), Is.EqualTo(("changed", Buildspec, 60)));
        var found = await cloud.CodeBuild.BatchGetProjectsAsync(new() { Names = [name, "other"] });
        Assert.That((found.Projects.Single().Tags.Single().Value, found.ProjectsNotFound.Single()), Is.EqualTo(("b", "other")));
        Assert.That((await cloud.CodeBuild.ListProjectsAsync(new())).Projects, Is.EqualTo(new[] { name }));

        await cloud.CodeBuild.DeleteProjectAsync(new() { Name = name });
        await cloud.CodeBuild.DeleteProjectAsync(new() { Name = name });
        Assert.That(async () => await cloud.CodeBuild.UpdateProjectAsync(new() { Name = name }), Throws.InstanceOf<ResourceNotFoundException>());
        Assert.That(async () => await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = name }), Throws.InstanceOf<ResourceNotFoundException>());
    }

    [Test]
    public async Task What_a_project_may_not_have_is_refused([Values] Wrong wrong)
    {
        await using var cloud = await StartAsync();
        var request = LocalFleet.Project(Buildspec, (await cloud.FleetAsync()).Arn!);
        Spoil(request, wrong);
        Assert.That(async () => await cloud.CodeBuild.CreateProjectAsync(request), Throws.InstanceOf<InvalidInputException>());
    }

    [Test]
    public async Task A_build_wants_a_fleet_that_is_active()
    {
        await using var cloud = await StartAsync();
        var fleet = await cloud.FleetAsync(organization: "arn:aws:organizations::111122223333:organization/o-0123456789");
        await cloud.CodeBuild.CreateProjectAsync(LocalFleet.Project(Buildspec, fleet.Arn!));
        Assert.That(
            async () => await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = "project" }),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("CREATE_FAILED"));
    }

    internal enum Wrong
    {
        Name,
        NoBuildspec,
        Source,
        Artifacts,
        Fleet,
        EnvironmentType,
        Role,
        Timeout,
        Variable,
        Secret,
    }

    private static void Spoil(CreateProjectRequest project, Wrong wrong)
    {
        switch (wrong)
        {
            case Wrong.Name:
                project.Name = "a";
                break;
            case Wrong.NoBuildspec:
                project.Source!.Buildspec = null;
                break;
            case Wrong.Source:
                project.Source!.Type = SourceType.GITHUB;
                break;
            case Wrong.Artifacts:
                project.Artifacts!.Type = ArtifactsType.S3;
                break;
            case Wrong.Fleet:
                project.Environment!.Fleet!.FleetArn += "x";
                break;
            case Wrong.EnvironmentType:
                project.Environment!.Type = "ARM_EC2";
                break;
            case Wrong.Role:
                project.ServiceRole = "build";
                break;
            case Wrong.Timeout:
                project.TimeoutInMinutes = 4;
                break;
            case Wrong.Variable:
                project.Environment!.EnvironmentVariables = [new() { Name = "a-b", Value = "" }];
                break;
            case Wrong.Secret:
                project.Environment!.EnvironmentVariables = [new() { Name = "A", Value = "a", Type = EnvironmentVariableType.SECRETS_MANAGER }];
                break;
        }
    }

    private Task<LocalFleet> StartAsync() => LocalFleet.StartAsync(folder, new FaultyHost());
}
