using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>One build from its queue to its end, on a fresh instance that goes whatever happens.</summary>
internal sealed class BuildRun(Cloud cloud, FleetSlots slots, BuildDocument build)
{
    private const string Succeeded = "SUCCEEDED";
    private const string Failed = "FAILED";

    private readonly string instance = Cloud.NewId("i");
    private readonly BuildLog log = new(cloud, build);

    /// <param name="stop">Cancelled by StopBuild.</param>
    /// <param name="ending">Cancelled where LocalCloud itself ends.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken ending)
    {
        var status = "FAULT";
        try
        {
            status = await StatusAsync(stop, ending);
            Begin("FINALIZING");
        }
        finally
        {
            status = await TerminatedAsync() ? status : "FAULT";
            cloud.Store.Change<BuildDocument>(build.Id, current => current.Complete(status, cloud.Now));
        }
    }

    private async Task<bool> TerminatedAsync()
    {
        try
        {
            await cloud.Host.TerminateAsync(instance, CancellationToken.None);
            return true;
        }
        catch (Exception fault)
        {
            End("FAULT", new PhaseContext("INTERNAL_SERVICE_ERROR", $"Instance {instance} could not be terminated: {fault.Message}; it goes when LocalCloud starts again."));
            return false;
        }
    }

    private async Task<string> StatusAsync(CancellationToken stop, CancellationToken ending)
    {
        using var limit = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop, ending, limit.Token);
        var minutes = (int)build.Wire["timeoutInMinutes"]!;
        if (build.Log is { } location && cloud.Roles.Refused((string?)build.Wire["serviceRole"], FleetAccesses.Of(build.Region, location)) is { } refused)
        {
            return End(Failed, new PhaseContext("ACCESS_DENIED", $"Service role {build.Wire["serviceRole"]} does not allow AWS CodeBuild to perform {refused.Action} on {refused.Resource}"));
        }

        try
        {
            await Task.Delay(cloud.Latency("build-queued"), cloud.Time, any.Token);
            using var machine = await MachineAsync(any.Token);
            await using var timer = cloud.Time.CreateTimer(_ => limit.Cancel(), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
            return await BuiltAsync(any.Token);
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested)
        {
            log.Flush();
            return stop.IsCancellationRequested ? End("STOPPED", new PhaseContext("BUILD_STOPPED", "The build was stopped by StopBuild"))
                : ending.IsCancellationRequested ? End("FAULT", new PhaseContext("INTERNAL_SERVICE_ERROR", "LocalCloud ended while this was under way; ask for it again."))
                : End("TIMED_OUT", new PhaseContext("BUILD_TIMED_OUT", $"Build has timed out after {minutes} minutes."));
        }
        catch (Exception fault)
        {
            log.Flush();
            return End("FAULT", new PhaseContext("INTERNAL_SERVICE_ERROR", fault.Message));
        }
    }

    /// <summary>A machine of the fleet; one of CodeBuild's own where none is free and the fleet overflows on demand.</summary>
    private async Task<IDisposable?> MachineAsync(CancellationToken cancellationToken)
    {
        var waiting = slots.EnterAsync(build.Fleet, () => Wire("baseCapacity") is { } count ? (int)count : 1, cancellationToken);
        if (waiting.IsCompleted || (string?)Wire("overflowBehavior") != "ON_DEMAND")
        {
            return await waiting;
        }

        // Its turn may come while it runs elsewhere: that machine goes back at once.
        _ = waiting.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        return null;
    }

    private JsonNode? Wire(string member) => cloud.Store.Get<FleetDocument>(build.Fleet)?.Wire[member];

    private async Task<string> BuiltAsync(CancellationToken cancellationToken)
    {
        Begin("PROVISIONING");
        await cloud.Host.LaunchAsync(instance, Image(), cancellationToken);
        Begin("DOWNLOAD_SOURCE");
        log.Say($"LocalCloud: build {build.Id} on instance {instance}; instances are {cloud.Host.Description}");
        Buildspec buildspec;
        try
        {
            buildspec = BuildspecReader.Read((string)build.Wire["source"]!["buildspec"]!);
        }
        catch (BuildspecException fault)
        {
            return End(Failed, new PhaseContext("YAML_FILE_ERROR", fault.Message));
        }

        var commands = new BuildCommands(cloud, log, instance, buildspec.Shell);
        await commands.PrepareAsync(BuildVariables.Of(build, buildspec), cancellationToken);
        log.Say($"CODEBUILD_SRC_DIR={BuildShell.SourceDirectory}");
        return await PhasesAsync(buildspec, commands, cancellationToken);
    }

    /// <summary>A failed install or pre_build ends the build; after a failed build, post_build still runs.</summary>
    private async Task<string> PhasesAsync(Buildspec buildspec, BuildCommands commands, CancellationToken cancellationToken)
    {
        foreach (var name in BuildspecReader.Phases)
        {
            Begin(name.ToUpperInvariant());
            log.Say($"Entering phase {name.ToUpperInvariant()}");
            var contexts = buildspec.Phases.TryGetValue(name, out var phase) ? await commands.RunAsync(phase, cancellationToken) : [];
            var status = contexts.Any(context => context.StatusCode == BuildCommands.Error) ? Failed : Succeeded;
            commands.Succeeding &= status == Succeeded;
            End(status, [.. contexts]);
            if (status == Failed && (name is "install" or "pre_build"))
            {
                return Failed;
            }
        }

        Begin("UPLOAD_ARTIFACTS");
        return commands.Succeeding ? Succeeded : Failed;
    }

    private MachineImage Image()
    {
        var id = (string?)cloud.Store.Get<FleetDocument>(build.Fleet)?.Wire["imageId"]
            ?? throw new InstanceHostException($"Fleet {build.Fleet} has no AMI of its own; LocalCloud has no images of CodeBuild's.");
        if (cloud.Store.Get<ImageDocument>(id) is not { } image || image.State.At(cloud.Now) != "available")
        {
            throw new InstanceHostException($"AMI {id} of fleet {build.Fleet} is gone; make a new one and update the fleet.");
        }

        return cloud.Host.Runs(image.BaseSystem.Architecture)
            ? new(image.BaseSystem, image.Content)
            : throw new InstanceHostException($"{cloud.Host.Kind.ToString().ToLowerInvariant()} instances here are not {image.BaseSystem.Architecture}; use --instances=simulated, or a machine of that architecture.");
    }

    private void Begin(string phase) => cloud.Store.Change<BuildDocument>(build.Id, current => current.Begin(phase, cloud.Now));

    /// <summary>Ends the phase that goes on, and says so in the log.</summary>
    private string End(string status, params PhaseContext[] contexts)
    {
        var phase = cloud.Store.Get<BuildDocument>(build.Id)!.Phases[^1].Type;
        log.Say($"Phase complete: {phase} State: {status}");
        foreach (var context in contexts)
        {
            log.Say($"Phase context status code: {context.StatusCode} Message: {context.Message}");
        }

        cloud.Store.Change<BuildDocument>(build.Id, current => current.EndPhase(status, cloud.Now, contexts));
        return status;
    }
}
