using System.Net;
using System.Security.Cryptography;
using Fleetyard.LocalCloud.CodeBuild;
using Fleetyard.LocalCloud.Ec2;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.InstanceConnect;
using Fleetyard.LocalCloud.Kms;
using Fleetyard.LocalCloud.Logs;
using Fleetyard.LocalCloud.Ssm;
using Fleetyard.LocalCloud.Ssm.Sessions;
using Fleetyard.LocalCloud.State;
using Fleetyard.LocalCloud.Sts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Fleetyard.LocalCloud;

/// <summary>AWS on this machine, over HTTP on 127.0.0.1.</summary>
public sealed class LocalCloudServer : IAsyncDisposable
{
    private const long LargestBody = 1024 * 1024;
    private const int MostConnections = 1000;

    /// <summary>On this machine's own network; who is slower is no client of AWS's.</summary>
    private const double SlowestBytesPerSecond = 1024;

    /// <summary>How long the headers may take, and a body or an answer may be slow for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;
    private readonly Cloud cloud;

    private LocalCloudServer(WebApplication application, Cloud cloud, string accessKeyId, string secretAccessKey)
    {
        this.application = application;
        this.cloud = cloud;
        AccessKeyId = accessKeyId;
        SecretAccessKey = secretAccessKey;
        Endpoint = new Uri(application.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>The run's own access key id.</summary>
    public string AccessKeyId { get; }

    /// <summary>The run's own random key; nothing else is accepted.</summary>
    public string SecretAccessKey { get; }

    /// <summary>The account that everything is in.</summary>
    public string AccountId { get; } = Cloud.AccountId;

    /// <summary>Opens the state, ends what a killed process had under way, and listens on a free port.</summary>
    /// <exception cref="LocalCloudException">The state cannot be used; the message says what to do.</exception>
    public static async Task<LocalCloudServer> StartAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        var accessKeyId = "AKIA" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var secretAccessKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        var cloud = new Cloud(CloudStore.Open(options.StateDirectory), options.Host, options.Latencies, options.Time) { AdoptsUnknownIds = options.AdoptsUnknownIds, Capacity = options.Capacity with { Shortages = [.. options.Capacity.Shortages, .. options.Faults.Shortages] }, Roles = new(options.RolePolicies, options.ObserveRole) };
        try
        {
            await Recovery.RunAsync(cloud, cancellationToken);
            var keys = new AccessKeys(new(accessKeyId, secretAccessKey, new(Cloud.CallerArn, "AIDALOCALCLOUD000000")), options.Time);
            var (sessions, agent) = (new SessionRegistry(options.Time), new InstanceAgent(cloud));
            var streams = "";
            var (ec2, sts) = (Ec2Operations.Of(cloud), StsOperations.Of(keys, options.Time));
            var json = new Dictionary<string, IReadOnlyDictionary<string, Func<JsonCall, System.Text.Json.Nodes.JsonObject>>>
            {
                ["ssm"] = SsmOperations.Of(cloud, sessions, agent, () => streams),
                ["codebuild"] = CodeBuildOperations.Of(cloud),
                ["logs"] = LogsOperations.Of(cloud),
                ["kms"] = KmsOperations.Of(cloud),
                ["ec2-instance-connect"] = InstanceConnectOperations.Of(cloud),
            };
            var faults = new CallFaults(options.Faults, json.Values.SelectMany(service => service.Keys).Concat(ec2.Keys).Concat(sts.Keys).ToHashSet(), options.Time);
            var throttle = options.Throttles || options.Latencies.Throttles ? new Throttle(options.Time) : null;
            var (signatures, authorizer) = (new SigV4(keys, options.Time), new Authorizer(cloud, options.Policy, options.ObserveAccess));
            var channels = new DataChannels(cloud, sessions, agent, signatures, authorizer);
            var dispatcher = new Dispatcher(signatures, authorizer, ec2, sts, json, throttle, faults, options.Observe);
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0);
                kestrel.Limits.MaxRequestBodySize = LargestBody;
                kestrel.Limits.RequestHeadersTimeout = Patience;
                kestrel.Limits.MinRequestBodyDataRate = new(SlowestBytesPerSecond, Patience);
                kestrel.Limits.MinResponseDataRate = new(SlowestBytesPerSecond, Patience);
                kestrel.Limits.MaxConcurrentConnections = MostConnections;
            });
            var application = builder.Build();
            application.UseWebSockets();
            application.Run(context => context.Request.Path.StartsWithSegments(DataChannels.Path.TrimEnd('/')) ? channels.AnswerAsync(context) : dispatcher.AnswerAsync(context));
            application.Lifetime.ApplicationStopping.Register(sessions.EndAll);
            await application.StartAsync(cancellationToken);
            streams = application.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal);
            return new(application, cloud, accessKeyId, secretAccessKey);
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await cloud.DisposeAsync();
    }
}
