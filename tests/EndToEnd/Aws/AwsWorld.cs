using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>The program with <c>--cloud=aws</c> in an environment that names nothing of AWS but what a test says, and a LocalCloud that stands for AWS once it is started.</summary>
internal sealed class AwsWorld : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-");
    private SimulatedHost? host;
    private LocalCloudServer? server;

    public FleetyardProgram Program { get; } = new();

    /// <summary>The shared configuration file, which is not there until it is written.</summary>
    public string ConfigFile => Path.Combine(folder.FullName, "config");

    /// <summary>A folder of the test's own.</summary>
    public string Folder => folder.FullName;

    /// <summary>No credentials, no endpoints, no proxies, and what is given here instead.</summary>
    public Dictionary<string, string?> Nothing(Dictionary<string, string?>? more = null) => Merged(
        new()
        {
            ["AWS_ACCESS_KEY_ID"] = null,
            ["AWS_SECRET_ACCESS_KEY"] = null,
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = ConfigFile,
            ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder.FullName, "credentials"),
            ["NO_PROXY"] = null,
        },
        more);

    /// <summary>The endpoint of the LocalCloud, without credentials.</summary>
    public Dictionary<string, string?> AtEndpoint(LocalCloudServer aws, Dictionary<string, string?>? more = null) =>
        Nothing(Merged(new() { ["AWS_ENDPOINT_URL"] = aws.Endpoint.ToString() }, more));

    /// <summary>The LocalCloud's endpoint and its keys.</summary>
    public Dictionary<string, string?> WithKeys(LocalCloudServer aws, Dictionary<string, string?>? more = null) =>
        AtEndpoint(aws, Merged(new() { ["AWS_ACCESS_KEY_ID"] = aws.AccessKeyId, ["AWS_SECRET_ACCESS_KEY"] = aws.SecretAccessKey }, more));

    /// <summary>Starts the LocalCloud.</summary>
    public async Task<LocalCloudServer> StartAsync()
    {
        host = new(Path.Combine(folder.FullName, "host"));
        return server = await LocalCloudServer.StartAsync(new() { StateDirectory = Path.Combine(folder.FullName, "state"), Host = host }, CancellationToken.None);
    }

    public void Config(string text) => File.WriteAllText(ConfigFile, text);

    /// <summary>Runs a target on AWS.</summary>
    public (int Code, string Output, string Errors) Run(string target, Dictionary<string, string?> environment, params string[] more) =>
        Program.Run(environment, [$"--target={target}", "--cloud=aws", "--allow-dirty", .. more]);

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        Program.Dispose();
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string?> Merged(Dictionary<string, string?> environment, Dictionary<string, string?>? more)
    {
        foreach (var (name, value) in more ?? [])
        {
            environment[name] = value;
        }

        return environment;
    }
}
