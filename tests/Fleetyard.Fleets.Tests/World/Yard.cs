using System.Collections.Concurrent;
using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A LocalCloud, clients on a wire that can be cut, and runs: all in one folder that goes with it.</summary>
internal sealed class Yard : IAsyncDisposable
{
    private readonly ConcurrentQueue<WireExchange> exchanges = new();
    private readonly LossyWire wire = new();
    private readonly TimeProvider time;
    private readonly FleetChain chain;
    private readonly IInstanceHost host;
    private LocalCloudServer? server;
    private int retries;

    private Yard(TimeProvider? time, Func<string, IInstanceHost>? makeHost, string? under)
    {
        Folder = under is null ? Directory.CreateTempSubdirectory("fleets-").FullName : Directory.CreateDirectory(Path.Combine(under, $"fleets-{Guid.NewGuid():N}")).FullName;
        this.time = time ?? TimeProvider.System;
        Host = new ShellHost(Path.Combine(Folder, "instances"));
        host = makeHost?.Invoke(Path.Combine(Folder, "cloud", "hosts", "overlay")) ?? Host;
        chain = new FleetChain(this.time);
    }

    public string Folder { get; }

    public string Runs => Path.Combine(Folder, "runs");

    public ShellHost Host { get; }

    public LossyWire Wire => wire;

    public RecordingLog Log { get; } = new();

    public CloudClients Clients { get; private set; } = null!;

    public Recipe Recipe { get; set; } = Sample.Recipe;

    public RunSettings Settings { get; set; } = new() { Cloud = "local/tests", Owner = "tests", Commit = "0123456789abcdef", Branch = "main" };

    /// <summary>Called when a line of the journal is on disk.</summary>
    public Action<string> Written { get; set; } = _ => { };

    /// <summary>The key that every request is signed with.</summary>
    public string SecretAccessKey => server!.SecretAccessKey;

    public Action<WireExchange> Observe { get; set; } = _ => { };

    /// <summary>What LocalCloud was asked, by operation.</summary>
    public IReadOnlyList<WireExchange> Calls(string operation) => [.. exchanges.Where(exchange => exchange.Operation == operation)];

    /// <summary>What the cloud refused for want of a permission.</summary>
    public IReadOnlyList<string> Refused => [.. exchanges.Where(exchange => exchange.AnswerBody.Contains("is not authorized to perform", StringComparison.Ordinal)).Select(exchange => exchange.AnswerBody)];

    /// <summary>Opens one on its own clock and with its own latencies, as a file has them; in a folder of the temporary ones or under another, and empty or as one was that <see cref="SaveAsync"/> kept.</summary>
    public static async Task<Yard> OpenAsync(
        string latencies = "", TimeProvider? time = null, TimeProvider? serverTime = null, int retries = 2, Capacity? capacity = null,
        Func<string, IInstanceHost>? makeHost = null,
        Func<LocalCloudOptions, LocalCloudOptions>? configure = null, string? under = null, string? saved = null)
    {
        var yard = new Yard(time, makeHost, under);
        await IgnoreWithoutAsync(yard);
        if (saved is not null)
        {
            Copy(saved, yard.Folder);
        }

        var file = Path.Combine(yard.Folder, "latencies.yml");
        await File.WriteAllTextAsync(file, latencies);
        var options = new LocalCloudOptions
        {
            StateDirectory = Path.Combine(yard.Folder, "cloud"),
            Host = yard.host,
            Latencies = Latencies.Read(file),
            Time = serverTime ?? TimeProvider.System,
            AdoptsUnknownIds = true,
            Capacity = capacity ?? new(),
            Observe = exchange =>
            {
                yard.exchanges.Enqueue(exchange);
                yard.Observe(exchange);
            },
        };
        yard.server = await LocalCloudServer.StartAsync(configure?.Invoke(options) ?? options, CancellationToken.None);
        yard.retries = retries;
        yard.Clients = yard.In(Sample.Recipe.Region);
        return yard;
    }

    /// <summary>Opens one whose waits are over at once; its scripts do not run, since the clock does not wait for them.</summary>
    public static async Task<(Yard Yard, FakeTimeProvider Clock)> OpenJumpingAsync(string latencies, Func<LocalCloudOptions, LocalCloudOptions>? configure = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var yard = await OpenAsync(latencies, new JumpingTime(clock), clock, configure: configure);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        return (yard, clock);
    }

    /// <summary>One command: opens the run and goes through the chain to a target, as the program does; a failure takes the instance down.</summary>
    public async Task<RunState> CommandAsync(string target = "CreateFleet", bool keep = false, CancellationToken cancellationToken = default)
    {
        using var run = Begin();
        IFleetStep[] steps = [.. chain.Steps];
        try
        {
            foreach (var step in steps[..(Array.FindIndex(steps, step => step.Name == target) + 1)])
            {
                if (await step.WhySkipAsync(run, cancellationToken) is { } reason)
                {
                    Log.Say($"{step.Name} is skipped: {reason}");
                    continue;
                }

                await chain.RunAsync(run, step, cancellationToken);
            }

            run.End();
            return run.State;
        }
        catch when (run.HasToTakeDown && !keep)
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Ends the cloud, and keeps all that there was in a folder.</summary>
    public async Task SaveAsync(string folder)
    {
        await server!.DisposeAsync();
        server = null;
        Copy(Folder, folder);
    }

    /// <summary>Clients of a region, on the wire that can be cut.</summary>
    public CloudClients In(string region) => LocalCloudClients.Of(server!, region, config => (config.MaxErrorRetry, config.HttpClientFactory) = (retries, wire));

    /// <summary>The run, opened as a command opens it.</summary>
    public FleetRun Begin() => new RunStore(Runs, time) { Written = Written }.Open(Recipe, Settings, In, Log);

    public FleetChain Chain => chain;

    public TimeProvider Time => time;

    /// <summary>Every instance, whatever its state.</summary>
    public async Task<List<Instance>> InstancesAsync() =>
        [.. (await Clients.Ec2.DescribeInstancesAsync()).Reservations?.SelectMany(reservation => reservation.Instances) ?? []];

    /// <summary>Those that cost money.</summary>
    public async Task<List<Instance>> LivingAsync() =>
        [.. (await InstancesAsync()).Where(instance => instance.State.Name.Value is not ("terminated" or "shutting-down"))];

    public Task<List<Image>> AmisAsync() => AmisAsync(Recipe.Region);

    public async Task<List<Image>> AmisAsync(string region) => (await In(region).Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] })).Images ?? [];

    /// <summary>Who may launch an AMI: ARNs, accounts and groups.</summary>
    public async Task<List<string>> LaunchersAsync(string image, string region)
    {
        var answer = await In(region).Ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = image, Attribute = ImageAttributeName.LaunchPermission });
        return [.. (answer.ImageAttribute.LaunchPermissions ?? []).Select(permission => permission.OrganizationArn ?? permission.OrganizationalUnitArn ?? permission.UserId ?? permission.Group.Value)];
    }

    public Task<Fleet> FleetAsync() => FleetAsync(Recipe.Region);

    public async Task<Fleet> FleetAsync(string region) => (await In(region).CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [Recipe.Fleet.Name] })).Fleets.Single();

    /// <summary>A run as a plan looks at it.</summary>
    public FleetRun Look() => new RunStore(Runs, time).Preview(Recipe, Settings, In, Log);

    public string Journal() => string.Concat(Directory.GetFiles(Runs, "journal.jsonl", SearchOption.AllDirectories).Select(Read));

    public string ScriptLog(string name) => Read(Directory.GetFiles(Runs, $"*.{name}.log", SearchOption.AllDirectories).Single());

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        wire.Dispose();
        await host.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
        await host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    private static async Task IgnoreWithoutAsync(Yard yard)
    {
        var why = await yard.host.WhyNotAsync(CancellationToken.None) ?? (yard.host.Runs("x86_64") ? null : "the sample recipe is x86_64's");
        if (why is not null)
        {
            await yard.DisposeAsync();
            Assert.Ignore(why);
        }
    }

    /// <summary>Also while the run has it open.</summary>
    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
