using Amazon.CodeBuild;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

/// <summary>Builds whose commands really run, in clones of this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OverlayBuildTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-builds-");
    private OverlayHost host = null!;
    private LocalFleet cloud = null!;

    [SetUp]
    public async Task Start()
    {
        host = new OverlayHost(Path.Combine(folder.FullName, "hosts", "overlay"));
        if (await host.WhyNotAsync(CancellationToken.None) is { } reason)
        {
            Assert.Ignore(reason);
        }

        cloud = await LocalFleet.StartAsync(Path.Combine(folder.FullName, "overlay"), host);
    }

    public async ValueTask DisposeAsync()
    {
        await (cloud?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    [TestCase("sh")]
    [TestCase("bash")]
    public async Task Folder_variables_and_options_carry_over_from_command_to_command_and_phase_to_phase(string shell)
    {
        var build = await cloud.BuildAsync($$"""
            version: 0.2
            env:
              shell: {{shell}}
              variables:
                GIVEN: it's "$HOME" & more
            phases:
              install:
                commands:
                  - pwd
                  - mkdir -p "a b" && cd "a b"
                  - OWN='not exported'; set -f
              build:
                commands:
                  - pwd
                  - echo "$GIVEN, $OWN" *
                  - exit 0
                  - echo "$CODEBUILD_BUILD_NUMBER $CODEBUILD_BUILD_SUCCEEDING $AWS_REGION $AWS_DEFAULT_REGION"
                  - test "$CODEBUILD_BUILD_ID" = "${CODEBUILD_BUILD_ARN#*build/}" && test -d "$CODEBUILD_SRC_DIR" && echo "${BASH_VERSION:+bash}"
            """);
        Assert.That(await cloud.OutputAsync(build), Is.EqualTo(new[]
        {
            "/codebuild/output/src", "/codebuild/output/src/a b", "it's \"$HOME\" & more, not exported *", "1 1 us-west-2 us-west-2", shell == "bash" ? "bash" : "",
        }));
        Assert.That(build.BuildStatus, Is.EqualTo(StatusType.SUCCEEDED));
    }

    [Test]
    public async Task After_a_failure_finally_and_post_build_run_and_nothing_is_left()
    {
        var build = await cloud.BuildAsync("""
            {"version": 0.2, "phases": {
              "build": {"commands": ["echo before", "echo why >&2; (exit 7)", "echo never"], "finally": ["echo finally"]},
              "post_build": {"commands": ["echo succeeding $CODEBUILD_BUILD_SUCCEEDING"]}}}
            """);
        Assert.That(await cloud.OutputAsync(build), Is.EqualTo(new[] { "before", "why", "finally", "succeeding 0" }));
        Assert.That((build.BuildStatus, build.Phases.Single(phase => phase.PhaseStatus == StatusType.FAILED).Contexts.Single().Message),
            Is.EqualTo((StatusType.FAILED, "Error while executing command: echo why >&2; (exit 7). Reason: exit status 7")));
        Assert.That(Directory.GetDirectories(Path.Combine(folder.FullName, "hosts", "overlay", "instances")), Is.Empty);
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Does.Not.Contain(folder.Name));
        Assert.That(Directory.Exists("/codebuild"), Is.False, "the machine itself is as it was");
    }

    [Test]
    public async Task A_fresh_instance_sees_nothing_of_the_build_before()
    {
        await cloud.BuildAsync("version: 0.2\nphases: {build: {commands: [\"echo one >/opt/fleetyard-build\"]}}");
        var second = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = "project", BuildspecOverride = "version: 0.2\nphases: {build: {commands: [\"! test -e /opt/fleetyard-build\"]}}" })).Build!;
        Assert.That((await cloud.EndedAsync(second.Id!)).BuildStatus, Is.EqualTo(StatusType.SUCCEEDED));
    }

    [Test]
    public async Task A_stopped_build_leaves_no_process()
    {
        var id = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync("version: 0.2\nphases: {build: {commands: [\"echo started; sleep 47110\"]}}") })).Build!.Id!;
        await cloud.PhaseAsync(id, "BUILD");
        await LocalFleet.UntilAsync(async () => (await cloud.OutputAsync(await cloud.AskAsync(id))).Contains("started"));
        await cloud.CodeBuild.StopBuildAsync(new() { Id = id });
        Assert.That((await cloud.EndedAsync(id)).BuildStatus, Is.EqualTo(StatusType.STOPPED));
        Assert.That(Directory.GetDirectories("/proc").Where(IsSleep), Is.Empty);
    }

    private static bool IsSleep(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).StartsWith("sleep\047110", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
