using System.Diagnostics;
using System.Text.Json.Nodes;
using Fleetyard.Wire.Models;
using Fleetyard.Wire.Tests.Session;

namespace Fleetyard.Wire.Tests.Cli;

/// <summary>The <c>aws</c> command, as someone types it who has LocalCloud's address and key: a client that none of us wrote.</summary>
internal sealed class AwsCli : IAsyncDisposable
{
    private static readonly Lazy<Task<string?>> Found = new(FindAsync);

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("fleetyard-awscli-");
    private readonly string program;
    private readonly Dictionary<string, string> environment;

    private AwsCli(string program, LocalSession session)
    {
        (this.program, Session) = (program, session);
        environment = new()
        {
            ["HOME"] = home.FullName,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            ["LC_ALL"] = "C.UTF-8",
            ["AWS_ACCESS_KEY_ID"] = session.Server.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = session.Server.SecretAccessKey,
            ["AWS_DEFAULT_REGION"] = "us-west-2",
            ["AWS_DEFAULT_OUTPUT"] = "json",
            ["AWS_PAGER"] = "",
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
    }

    public LocalSession Session { get; }

    /// <summary>Starts a LocalCloud for it; without an <c>aws</c> on the path the test is skipped.</summary>
    public static async Task<AwsCli> StartAsync(ScriptedHost? host = null, string? latencies = null)
    {
        var program = await Found.Value;
        if (program is null)
        {
            Assert.Ignore("There is no aws on the path: install Debian's awscli.");
        }

        var cli = new AwsCli(program!, await LocalSession.StartAsync(host, latencies));
        cli.LearnFleets();
        return cli;
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it prints, as JSON; empty where it prints nothing.</returns>
    public async Task<JsonObject> RunAsync(params string[] arguments)
    {
        var (code, output, error) = await TryAsync(arguments);
        Assert.That(code, Is.Zero, $"aws {string.Join(' ', arguments)}: {error}");
        return output.Trim().Length == 0 ? [] : (JsonObject)JsonNode.Parse(output)!;
    }

    /// <summary>Runs a command that AWS would refuse: exit code 254 of version 2, 255 of version 1, and AWS's own text.</summary>
    public async Task RefusedAsync(string operation, string code, params string[] arguments)
    {
        var (exit, _, error) = await TryAsync(arguments);
        Assert.That(exit, Is.AnyOf(254, 255), error);
        Assert.That(error, Does.Contain($"An error occurred ({code}) when calling the {operation} operation"));
    }

    /// <summary>Runs a command with other credentials.</summary>
    public AwsCli With(string accessKeyId, string secretAccessKey, string? sessionToken = null)
    {
        var other = new AwsCli(program, Session);
        (other.environment["AWS_ACCESS_KEY_ID"], other.environment["AWS_SECRET_ACCESS_KEY"]) = (accessKeyId, secretAccessKey);
        if (sessionToken is not null)
        {
            other.environment["AWS_SESSION_TOKEN"] = sessionToken;
        }

        return other;
    }

    public async Task<(int Code, string Output, string Error)> TryAsync(params string[] arguments) =>
        await StartedAsync(program, environment, ["--endpoint-url", Session.Server.Endpoint.ToString(), .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        Forget();
    }

    /// <summary>Removes its home, and leaves the LocalCloud to whom it belongs.</summary>
    public void Forget() => home.Delete(recursive: true);

    /// <summary>The first on the path that is version 2, which is what Debian has; otherwise the first.</summary>
    private static async Task<string?> FindAsync()
    {
        var all = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "aws")).Where(File.Exists).Distinct().ToList();
        foreach (var one in all)
        {
            var (_, version, _) = await StartedAsync(one, null, "--version");
            if (version.StartsWith("aws-cli/2.", StringComparison.Ordinal))
            {
                return one;
            }
        }

        return all.FirstOrDefault();
    }

    /// <summary>Gives it CodeBuild's model of today, as <c>aws configure add-model</c> does: Debian 12's awscli is older than fleets are.</summary>
    private void LearnFleets()
    {
        _ = Recorder.Models();
        var folder = Directory.CreateDirectory(Path.Combine(home.FullName, ".aws", "models", "codebuild", "2016-10-06"));
        File.Copy(Path.Combine(ServiceModels.Folder, "codebuild.json"), Path.Combine(folder.FullName, "service-2.json"));
    }

    private static async Task<(int Code, string Output, string Error)> StartedAsync(string program, Dictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
