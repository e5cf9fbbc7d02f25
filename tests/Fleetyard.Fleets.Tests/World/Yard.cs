using System.Collections.Concurrent;
using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Fleetyard.Fleets.Runs;
using Fleetyard.LocalCloud;
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
    private LocalCloudServer? server;

    private Yard(TimeProvider? time)
    {
        this.time = time ?? TimeProvider.System;
        Host = new ShellHost(Path.Combine(Folder, "instances"));
        chain = new FleetChain(this.time);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fleets-").FullName;

    public string Runs => Path.Combine(Folder, "runs");

    public ShellHost Host { get; }

    public LossyWire Wire => wire;

    public RecordingLog Log { get; } = new();

    public CloudClients Clients { get; private set; } = null!;

    public Recipe Recipe { get; set; } = Sample.Recipe;

    public RunSettings Settings { get; set; } = new() { Cloud = "local/tests", Owner = "tests", Commit = "0123456789abcdef", Branch = "main" };

    public Action<WireExchange> Observe { get; set; } = _ => { };

    /// <summary>What LocalCloud was asked, by operation.</summary>
    public IReadOnlyList<WireExchange> Calls(string operation) => [.. exchanges.Where(exchange => exchange.Operation == operation)];

    /// <summary>Opens one on its own clock and with its own latencies, as a file has them.</summary>
    public static async Task<Yard> OpenAsync(string latencies = "", TimeProvider? time = null, TimeProvider? serverTime = null, int retries = 2)
    {
        var yard = new Yard(time);
        var file = Path.Combine(yard.Folder, "latencies.yml");
        await File.WriteAllTextAsync(file, latencies);
        yard.server = await LocalCloudServer.StartAsync(
            new LocalCloudOptions
            {
                StateDirectory = Path.Combine(yard.Folder, "cloud"),
                Host = yard.Host,
                Latencies = Latencies.Read(file),
                Time = serverTime ?? TimeProvider.System,
                Observe = exchange =>
                {
                    yard.exchanges.Enqueue(exchange);
                    yard.Observe(exchange);
                },
            },
            CancellationToken.None);
        yard.Clients = yard.Connect(yard.server, retries);
        return yard;
    }

    /// <summary>Opens one whose waits are over at once; its scripts do not run, since the clock does not wait for them.</summary>
    public static async Task<(Yard Yard, FakeTimeProvider Clock)> OpenJumpingAsync(string latencies)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var yard = await OpenAsync(latencies, new JumpingTime(clock), clock);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        return (yard, clock);
    }

    /// <summary>One command: opens the run and goes through the chain to a target, as the program does; a failure takes the instance down.</summary>
    public async Task<RunState> CommandAsync(string target = "CreateFleet", bool keep = false, CancellationToken cancellationToken = default)
    {
        using var run = Begin();
        IFleetStep[] steps = [chain.PrepareInstance, chain.InstallDeps, chain.ConfigureNix, chain.SnapshotAmi, chain.GrantAccess, chain.CreateFleet];
        try
        {
            foreach (var step in steps[..(Array.FindIndex(steps, step => step.Name == target) + 1)])
            {
                if (await step.WhySkipAsync(run, cancellationToken) is { } reason)
                {
                    Log.Say($"{step.Name} is skipped: {reason}");
                    continue;
                }

                await run.RunAsync(step, cancellationToken);
            }

            return run.State;
        }
        catch when (run.MayHaveInstance && !keep)
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>The run, opened as a command opens it.</summary>
    public FleetRun Begin() => new RunStore(Runs, time).Open(Recipe, Settings, Clients, Log);

    public FleetChain Chain => chain;

    public TimeProvider Time => time;

    /// <summary>Every instance, whatever its state.</summary>
    public async Task<List<Instance>> InstancesAsync() =>
        [.. (await Clients.Ec2.DescribeInstancesAsync()).Reservations?.SelectMany(reservation => reservation.Instances) ?? []];

    /// <summary>Those that cost money.</summary>
    public async Task<List<Instance>> LivingAsync() =>
        [.. (await InstancesAsync()).Where(instance => instance.State.Name.Value is not ("terminated" or "shutting-down"))];

    public async Task<List<Image>> AmisAsync() => (await Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] })).Images ?? [];

    public async Task<Fleet> FleetAsync() => (await Clients.CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [Recipe.Fleet.Name] })).Fleets.Single();

    public string Journal() => string.Concat(Directory.GetFiles(Runs, "journal.jsonl", SearchOption.AllDirectories).Select(Read));

    public string ScriptLog(string name) => Read(Directory.GetFiles(Runs, $"*.{name}.log", SearchOption.AllDirectories).Single());

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        wire.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Also while the run has it open.</summary>
    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private CloudClients Connect(LocalCloudServer to, int retries)
    {
        var credentials = new BasicAWSCredentials(to.AccessKeyId, to.SecretAccessKey);
        return new(
            new AmazonEC2Client(credentials, On(new AmazonEC2Config())),
            new AmazonSimpleSystemsManagementClient(credentials, On(new AmazonSimpleSystemsManagementConfig())),
            new AmazonCodeBuildClient(credentials, On(new AmazonCodeBuildConfig())),
            new AmazonSecurityTokenServiceClient(credentials, On(new AmazonSecurityTokenServiceConfig())),
            new AmazonCloudWatchLogsClient(credentials, On(new AmazonCloudWatchLogsConfig())));

        TConfig On<TConfig>(TConfig config)
            where TConfig : ClientConfig
        {
            config.ServiceURL = to.Endpoint.ToString();
            config.AuthenticationRegion = Sample.Recipe.Region;
            config.MaxErrorRetry = retries;
            config.HttpClientFactory = wire;
            return config;
        }
    }
}
