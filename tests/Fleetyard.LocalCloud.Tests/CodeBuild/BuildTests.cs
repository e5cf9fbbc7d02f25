using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

internal sealed class BuildTests
{
    private const string Buildspec = "version: 0.2\nphases: {build: {commands: [one]}}";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task A_build_goes_through_its_phases_and_leaves_no_instance()
    {
        var host = new FaultyHost();
        await using var cloud = await LocalFleet.StartAsync(folder, host);
        var build = await cloud.BuildAsync(Buildspec);
        Assert.That(build.BuildStatus, Is.EqualTo(StatusType.SUCCEEDED));
        Assert.That(build.Phases.Select(phase => phase.PhaseType!.Value), Is.EqualTo(new[]
        {
            "SUBMITTED", "QUEUED", "PROVISIONING", "DOWNLOAD_SOURCE", "INSTALL", "PRE_BUILD", "BUILD", "POST_BUILD", "UPLOAD_ARTIFACTS", "FINALIZING", "COMPLETED",
        }));
        Assert.That(build.Phases.SkipLast(1), Is.All.Matches<BuildPhase>(phase => phase!.PhaseStatus == StatusType.SUCCEEDED && phase.EndTime >= phase.StartTime && phase.DurationInSeconds >= 0));
        Assert.That(build.Phases[^1].PhaseStatus, Is.Null, "CodeBuild's last phase has no status either");
        Assert.That(host.Living, Is.Empty);
    }

    [Test]
    public async Task The_same_token_gives_the_same_build_and_another_request_with_it_is_refused()
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost());
        var request = new StartBuildRequest { ProjectName = await cloud.ProjectAsync(Buildspec), IdempotencyToken = "token" };
        var first = (await cloud.CodeBuild.StartBuildAsync(request)).Build!;
        Assert.That((await cloud.CodeBuild.StartBuildAsync(request)).Build!.Id, Is.EqualTo(first.Id));
        Assert.That(async () => await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = "project", IdempotencyToken = "token", BuildspecOverride = "x" }), Throws.InstanceOf<InvalidInputException>());
        var second = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = "project" })).Build!;
        Assert.That((first.BuildNumber, second.BuildNumber), Is.EqualTo((1L, 2L)));
        Assert.That((await cloud.CodeBuild.ListBuildsForProjectAsync(new() { ProjectName = "project" })).Ids, Is.EqualTo(new[] { second.Id, first.Id }));
        await cloud.EndedAsync(first.Id!);
        await cloud.EndedAsync(second.Id!);
    }

    [TestCase("{", "YAML_FILE_ERROR")]
    [TestCase("buildspec.yml", "no mapping")]
    [TestCase("version: 0.1\nphases: {}", "version must be 0.2")]
    [TestCase("version: 0.2\nrun-as: nobody\nphases: {}", "'run-as'")]
    [TestCase("version: 0.2\nphases: {build: {run-as: nobody, commands: [one]}}", "'phases.build.run-as'")]
    [TestCase("version: 0.2\nphases: {install: {runtime-versions: {java: 21}}}", "'phases.install.runtime-versions'")]
    [TestCase("version: 0.2\nenv: {parameter-store: {A: a}}\nphases: {}", "'env.parameter-store'")]
    [TestCase("version: 0.2\nenv: {shell: fish}\nphases: {}", "sh and bash")]
    [TestCase("version: 0.2\nphases: {build: {commands: [{one: two}]}}", "takes text")]
    [TestCase("version: 0.2\nphases: {build: {commands: [\"\"]}}", "empty")]
    [TestCase("version: 0.2\na: &a [x, x]\nb: &b [*a, *a]\nphases: {}", "aliases")]
    [TestCase("version: 0.2\nphases: [[[[[[[[[[[[[[[[[[[[", "nested too deeply")]
    public async Task A_buildspec_that_cannot_be_run_fails_the_download_of_the_source(string buildspec, string message)
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost());
        var build = await cloud.BuildAsync(buildspec);
        var phase = build.Phases.Single(one => one.PhaseType == BuildPhaseType.DOWNLOAD_SOURCE);
        Assert.That((build.BuildStatus, phase.PhaseStatus, phase.Contexts.Single().StatusCode), Is.EqualTo((StatusType.FAILED, StatusType.FAILED, "YAML_FILE_ERROR")));
        Assert.That($"{phase.Contexts.Single().StatusCode} {phase.Contexts.Single().Message}", Does.Contain(message));
        Assert.That(build.Phases.Select(one => one.PhaseType), Has.None.EqualTo(BuildPhaseType.BUILD));
    }

    [TestCase("install", "INSTALL,FINALIZING")]
    [TestCase("pre_build", "INSTALL,PRE_BUILD,FINALIZING")]
    [TestCase("build", "INSTALL,PRE_BUILD,BUILD,POST_BUILD,UPLOAD_ARTIFACTS,FINALIZING")]
    public async Task A_failure_skips_what_CodeBuild_skips(string failing, string phases)
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost { Run = (command, _, _) => Task.FromResult(command.Script.Contains("fail\n", StringComparison.Ordinal) ? 3 : 0) });
        var build = await cloud.BuildAsync($"version: 0.2\nphases: {{{failing}: {{commands: [fail, never]}}}}");
        Assert.That(build.BuildStatus, Is.EqualTo(StatusType.FAILED));
        Assert.That(string.Join(',', build.Phases.Skip(4).SkipLast(1).Select(phase => phase.PhaseType!.Value)), Is.EqualTo(phases));
        var context = build.Phases.Single(phase => phase.PhaseStatus == StatusType.FAILED).Contexts.Single();
        Assert.That((context.StatusCode, context.Message), Is.EqualTo(("COMMAND_EXECUTION_ERROR", "Error while executing command: fail. Reason: exit status 3")));
    }

    [Test]
    public async Task A_stopped_build_ends_at_once_and_leaves_no_instance()
    {
        var host = new FaultyHost { Run = WaitForever };
        await using var cloud = await LocalFleet.StartAsync(folder, host);
        var id = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync(Buildspec) })).Build!.Id!;
        await cloud.PhaseAsync(id, "BUILD");
        await cloud.CodeBuild.StopBuildAsync(new() { Id = id });
        var build = await cloud.EndedAsync(id);
        Assert.That((build.BuildStatus, build.Phases.Single(phase => phase.PhaseType == BuildPhaseType.BUILD).PhaseStatus), Is.EqualTo((StatusType.STOPPED, StatusType.STOPPED)));
        Assert.That(host.Living, Is.Empty);
        Assert.That((await cloud.CodeBuild.StopBuildAsync(new() { Id = id })).Build!.BuildStatus, Is.EqualTo(StatusType.STOPPED), "a second time changes nothing");
        Assert.That(async () => await cloud.CodeBuild.StopBuildAsync(new() { Id = "project:other" }), Throws.InstanceOf<ResourceNotFoundException>());
    }

    [Test]
    public async Task A_build_times_out_after_its_minutes_which_begin_when_it_leaves_the_queue()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var host = new FaultyHost { Run = WaitForever };
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "latencies.yml");
        await File.WriteAllTextAsync(file, "build-queued: 60");
        await using var cloud = await LocalFleet.StartAsync(folder, host, time, Latencies.Read(file));
        var id = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync(Buildspec), TimeoutInMinutesOverride = 5 })).Build!.Id!;
        Assert.That((await cloud.AskAsync(id)).CurrentPhase, Is.EqualTo("QUEUED"));

        // The build begins to wait for its turn a moment after it can be asked for, so one step of the clock could come too early.
        await LocalFleet.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await cloud.AskAsync(id)).CurrentPhase != "QUEUED";
        });
        await cloud.PhaseAsync(id, "BUILD");
        time.Advance(TimeSpan.FromMinutes(5));
        var build = await cloud.EndedAsync(id);
        Assert.That((build.BuildStatus, build.Phases.Single(phase => phase.PhaseType == BuildPhaseType.BUILD).PhaseStatus), Is.EqualTo((StatusType.TIMED_OUT, StatusType.TIMED_OUT)));
        Assert.That(host.Living, Is.Empty);
    }

    [Test]
    public async Task An_instance_that_cannot_be_launched_is_a_fault_with_the_hosts_reason()
    {
        var launches = 0;
        await using var host = new FaultyHost { Launch = () => ++launches > 1 ? throw new InstanceHostException("the disk is full") : Task.CompletedTask };
        await using var cloud = await LocalFleet.StartAsync(folder, host);
        var build = await cloud.BuildAsync(Buildspec);
        var phase = build.Phases.Single(one => one.PhaseType == BuildPhaseType.PROVISIONING);
        Assert.That((build.BuildStatus, phase.PhaseStatus, phase.Contexts.Single().Message), Is.EqualTo((StatusType.FAULT, StatusType.FAULT, "the disk is full")));
        Assert.That(host.Living, Is.Empty);
    }

    [Test]
    public async Task The_end_of_LocalCloud_ends_its_builds_and_their_instances()
    {
        var host = new FaultyHost { Run = WaitForever };
        string id;
        await using (var cloud = await LocalFleet.StartAsync(folder, host))
        {
            id = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync(Buildspec) })).Build!.Id!;
            await cloud.PhaseAsync(id, "BUILD");
        }

        Assert.That(host.Living, Is.Empty);
        await using var later = await LocalFleet.StartAsync(folder, host);
        Assert.That((await later.AskAsync(id)).BuildStatus, Is.EqualTo(StatusType.FAULT));
    }

    /// <summary>What a kill leaves is the state as it stood then: a copy of it stands for that.</summary>
    [Test]
    public async Task A_build_that_a_kill_cut_off_is_a_fault_at_the_next_start()
    {
        await using var cloud = await LocalFleet.StartAsync(Path.Combine(folder, "killed"), new FaultyHost { Run = WaitForever });
        var id = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync(Buildspec) })).Build!.Id!;
        await cloud.PhaseAsync(id, "BUILD");
        Directory.CreateDirectory(Path.Combine(folder, "next"));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "killed"), "state.db*"))
        {
            File.Copy(file, Path.Combine(folder, "next", Path.GetFileName(file)));
        }

        var host = new FaultyHost();
        await using var next = await LocalFleet.StartAsync(Path.Combine(folder, "next"), host);
        var build = await next.AskAsync(id);
        Assert.That((build.BuildStatus, build.BuildComplete), Is.EqualTo((StatusType.FAULT, true)));
        Assert.That(build.Phases.Single(phase => phase.PhaseType == BuildPhaseType.BUILD).Contexts.Single().Message, Does.Contain("LocalCloud ended"));
        Assert.That(host.Known, Is.Not.Null.And.Empty, "its instance is none that the host is to keep");
    }

    [TestCase(false, "SUCCEEDED", 1)]
    [TestCase(true, "FAILED", 0)]
    public async Task A_command_that_needs_a_kernel_runs_where_there_is_one(bool hasOwnKernel, string status, int notRun)
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost { HasOwnKernel = hasOwnKernel, Run = (command, _, _) => Task.FromResult(command.Script.Contains("modprobe", StringComparison.Ordinal) ? 1 : 0) });
        var build = await cloud.BuildAsync("version: 0.2\nphases: {build: {commands: [\"# needs: kernel\\nmodprobe tls\", two]}}");
        Assert.That(build.BuildStatus!.Value, Is.EqualTo(status));
        Assert.That(build.Phases.SelectMany(phase => phase.Contexts ?? []).Count(context => context.StatusCode == "COMMAND_NOT_RUN"), Is.EqualTo(notRun));
        Assert.That((await cloud.LogAsync(build)).Any(line => line.Contains("Did not run command modprobe tls: it needs a kernel", StringComparison.Ordinal)), Is.EqualTo(notRun == 1));
    }

    private static async Task<int> WaitForever(InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        if (!command.Script.Contains("mkdir", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return 0;
    }
}
