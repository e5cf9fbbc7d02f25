using System.Text.Json;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.EndToEnd;

/// <summary><c>--cloud=aws</c> with the SDK's own chain of credentials and endpoints, which lead to a LocalCloud that stands for AWS.</summary>
public sealed class AwsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-");
    private readonly FleetyardProgram program = new();

    public void Dispose()
    {
        program.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task The_same_code_makes_a_fleet_where_the_environment_leads_it()
    {
        await using var host = new SimulatedHost(Path.Combine(folder.FullName, "host"));
        await using var aws = await StartAsync(host);
        var (code, output, errors) = program.Run(Environment(aws), "--target=CreateFleet", "--cloud=aws", "--allow-dirty", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var run = JsonDocument.Parse(output);
        Assert.That(run.RootElement.GetProperty("fleetArn").GetString(), Does.StartWith("arn:aws:codebuild:us-west-2:"));
        Assert.That(errors, Does.Contain("AWS, account 000000000000 as arn:aws:iam::000000000000:user/local").And.Contain("cost money"));
        Assert.That(output + errors, Does.Contain("instance.ssmAgent").And.Contain("111122223333"), "what AWS will hardly take is told before anything is made");
    }

    [Test]
    public async Task Refused_credentials_are_one_line_before_anything_is_made()
    {
        await using var host = new SimulatedHost(Path.Combine(folder.FullName, "host"));
        await using var aws = await StartAsync(host);
        var environment = Environment(aws);
        environment["AWS_ACCESS_KEY_ID"] = "AKIAEXPIRED000000000";
        var (code, _, errors) = program.Run(environment, "--target=CreateFleet", "--cloud=aws", "--allow-dirty");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("AWS refused the credentials of the environment (AWS_ACCESS_KEY_ID) (InvalidClientTokenId").And.Contain("renew them"));
        Assert.That(program.Journals(), Is.Empty);
    }

    [Test]
    public void Missing_credentials_are_one_line_that_says_what_to_do()
    {
        var (code, _, errors) = program.Run(NoCredentials, "--target=CreateFleet", "--cloud=aws", "--allow-dirty");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("set AWS_PROFILE or --profile, or rehearse with --cloud=local"));
        Assert.That(program.Journals(), Is.Empty);
    }

    [Test]
    public void An_unknown_profile_is_one_line()
    {
        var (code, _, errors) = program.Run(NoCredentials, "--target=CreateFleet", "--cloud=aws", "--allow-dirty", "--profile=nobody");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("There is no AWS profile 'nobody'"));
    }

    private Dictionary<string, string?> NoCredentials => new()
    {
        ["AWS_ACCESS_KEY_ID"] = null,
        ["AWS_SECRET_ACCESS_KEY"] = null,
        ["AWS_SESSION_TOKEN"] = null,
        ["AWS_PROFILE"] = null,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = Path.Combine(folder.FullName, "config"),
        ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder.FullName, "credentials"),
    };

    private Dictionary<string, string?> Environment(LocalCloudServer aws) => new(NoCredentials)
    {
        ["AWS_ACCESS_KEY_ID"] = aws.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = aws.SecretAccessKey,
        ["AWS_ENDPOINT_URL"] = aws.Endpoint.ToString(),
    };

    private Task<LocalCloudServer> StartAsync(IInstanceHost host) =>
        LocalCloudServer.StartAsync(new() { StateDirectory = Path.Combine(folder.FullName, "state"), Host = host }, CancellationToken.None);
}
