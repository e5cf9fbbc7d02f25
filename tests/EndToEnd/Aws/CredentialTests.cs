using System.Globalization;
using System.Security.Cryptography;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Every provider of the SDK's chain gives the program its credentials, and is named where they are refused.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-");
    private readonly FleetyardProgram program = new();

    public void Dispose()
    {
        program.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_profile_of_static_keys_gives_them()
    {
        await using var aws = await CloudAsync();
        Config($"[profile keys]\naws_access_key_id = {aws.Server.AccessKeyId}\naws_secret_access_key = {aws.Server.SecretAccessKey}\nregion = eu-west-1\n");
        Identified(aws, new() { ["AWS_PROFILE"] = "keys" }, "the profile keys (AWS_PROFILE), static keys");
    }

    [Test]
    public async Task A_profile_that_is_asked_for_goes_before_the_environment_and_brings_its_endpoints()
    {
        await using var aws = await CloudAsync();
        Config($"[profile keys]\naws_access_key_id = {aws.Server.AccessKeyId}\naws_secret_access_key = {aws.Server.SecretAccessKey}\nendpoint_url = {aws.Server.Endpoint}\n");
        var environment = new Dictionary<string, string?> { ["AWS_ACCESS_KEY_ID"] = "AKIAOTHER00000000000", ["AWS_SECRET_ACCESS_KEY"] = "other", ["AWS_ENDPOINT_URL"] = null };
        Identified(aws, environment, "the profile keys, static keys", "--profile=keys");
    }

    [Test]
    public async Task A_process_gives_them()
    {
        await using var aws = await CloudAsync();
        var script = Script(Keys(aws, TimeSpan.FromHours(1), "\"Version\":1,", "SessionToken"));
        Config($"[profile tool]\ncredential_process = {script}\n");
        Identified(aws, new() { ["AWS_PROFILE"] = "tool" }, "the profile tool (AWS_PROFILE), credential_process");
    }

    [Test]
    public async Task A_container_s_endpoint_gives_them_for_its_token()
    {
        await using var aws = await CloudAsync();
        await using var agent = await StandIn.StartAsync((_, _, _) => Keys(aws, TimeSpan.FromHours(1)));
        Identified(aws, new() { ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = agent.Url + "/role", ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "task-token" }, "the container (AWS_CONTAINER_CREDENTIALS_*)");
        Assert.That(agent.Requests, Has.All.Contain("/role task-token"));
    }

    [Test]
    public async Task An_instance_s_metadata_gives_them()
    {
        await using var aws = await CloudAsync();
        await using var metadata = await StandIn.StartAsync((method, path, _) => (method, path) switch
        {
            ("PUT", "/latest/api/token") => "imds-token",
            ("GET", "/latest/meta-data/iam/security-credentials") => "builder",
            ("GET", "/latest/meta-data/iam/security-credentials/builder") => Keys(aws, TimeSpan.FromHours(6), "\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"LastUpdated\":\"2026-11-25T00:00:00Z\","),
            _ => null,
        });
        Identified(aws, new() { ["AWS_EC2_METADATA_DISABLED"] = null, ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url }, "the instance's profile (IMDS)");
    }

    [Test]
    public async Task A_role_is_assumed_by_the_keys_of_another_profile()
    {
        await using var aws = await CloudAsync();
        await using var sts = await StsAsync(aws, TimeSpan.FromHours(1));
        Config("[profile base]\naws_access_key_id = AKIABASE000000000000\naws_secret_access_key = base\n\n[profile role]\nrole_arn = arn:aws:iam::111122223333:role/builder\nsource_profile = base\nregion = us-west-2\n");
        Identified(aws, new() { ["AWS_PROFILE"] = "role", ["AWS_ENDPOINT_URL_STS"] = sts.Url }, "the profile role (AWS_PROFILE), role arn:aws:iam::111122223333:role/builder by the profile base");
        Assert.That(sts.Requests, Has.Some.Contain("Credential=AKIABASE000000000000/").And.Contain("Action=AssumeRole&"));
    }

    [Test]
    public async Task A_web_identity_s_token_is_exchanged_for_a_role()
    {
        await using var aws = await CloudAsync();
        await using var sts = await StsAsync(aws, TimeSpan.FromHours(1));
        var token = Path.Combine(folder.FullName, "token");
        await File.WriteAllTextAsync(token, "header.payload.signature");
        var environment = new Dictionary<string, string?> { ["AWS_WEB_IDENTITY_TOKEN_FILE"] = token, ["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/ci", ["AWS_ROLE_SESSION_NAME"] = "ci", ["AWS_ENDPOINT_URL_STS"] = sts.Url };
        Identified(aws, environment, "AWS_WEB_IDENTITY_TOKEN_FILE, role arn:aws:iam::111122223333:role/ci by the web identity token");
        Assert.That(sts.Requests, Has.Some.Contain("Action=AssumeRoleWithWebIdentity").And.Contain("WebIdentityToken=header.payload.signature"));
    }

    [Test]
    public async Task Credentials_that_end_while_a_run_goes_on_are_renewed()
    {
        await using var aws = await CloudAsync();
        await using var agent = await StandIn.StartAsync((_, _, _) => Keys(aws, TimeSpan.FromSeconds(2)));
        var (code, _, errors) = program.Run(Environment(aws, new() { ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = agent.Url }), "--target=CreateFleet", "--cloud=aws", "--allow-dirty");
        Assert.That(code, Is.Zero, errors);
        Assert.That(agent.Requests, Has.Count.GreaterThan(2));
    }

    [Test]
    public async Task An_SSO_session_that_is_fresh_gives_them()
    {
        await using var aws = await CloudAsync();
        await using var sso = await StandIn.StartAsync((_, path, _) => path != "/federation/credentials" ? null
            : $$"""{"roleCredentials":{"accessKeyId":"{{aws.Key.AccessKeyId}}","secretAccessKey":"{{aws.Key.SecretAccessKey}}","sessionToken":"{{aws.Key.SessionToken}}","expiration":{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()}} } }""");
        Config("[sso-session team]\nsso_start_url = https://team.awsapps.com/start\nsso_region = eu-west-1\n\n[profile dev]\nsso_session = team\nsso_account_id = 111122223333\nsso_role_name = Builder\n");
        var cache = Directory.CreateDirectory(Path.Combine(folder.FullName, ".aws", "sso", "cache")).FullName;
#pragma warning disable CA5350 // The AWS CLI names the file by it.
        var name = Convert.ToHexStringLower(SHA1.HashData("team"u8));
#pragma warning restore CA5350
        await File.WriteAllTextAsync(Path.Combine(cache, name + ".json"), $$"""{"startUrl":"https://team.awsapps.com/start","region":"eu-west-1","accessToken":"sso-token","expiresAt":"{{End(TimeSpan.FromHours(1))}}"}""");
        Identified(aws, new() { ["AWS_PROFILE"] = "dev", ["HOME"] = folder.FullName, ["AWS_ENDPOINT_URL_SSO"] = sso.Url }, "the profile dev (AWS_PROFILE), SSO role Builder of account 111122223333");
        Assert.That(sso.Requests, Has.Some.StartsWith("GET ").And.Contain("/federation/credentials"));
    }

    [Test]
    public async Task An_SSO_session_that_is_over_is_one_line_that_says_how_to_log_in()
    {
        await using var aws = await CloudAsync();
        Config("[sso-session team]\nsso_start_url = https://team.awsapps.com/start\nsso_region = eu-west-1\n\n[profile dev]\nsso_session = team\nsso_account_id = 111122223333\nsso_role_name = Builder\n");
        Refused(aws, new() { ["AWS_PROFILE"] = "dev", ["HOME"] = folder.FullName }, "the profile dev (AWS_PROFILE), SSO role Builder of account 111122223333", "run 'aws sso login --profile dev'");
    }

    [Test]
    public async Task A_profile_that_is_not_there_is_one_line_that_names_it()
    {
        await using var aws = await CloudAsync();
        Refused(aws, new() { ["AWS_PROFILE"] = "nobody" }, "the profile nobody (AWS_PROFILE)", "there is no such profile");
    }

    [Test]
    public async Task A_process_that_fails_is_one_line_that_names_it()
    {
        await using var aws = await CloudAsync();
        Config("[profile tool]\ncredential_process = /bin/false\n");
        Refused(aws, new() { ["AWS_PROFILE"] = "tool" }, "the profile tool (AWS_PROFILE), credential_process", "run its credential_process yourself", "/bin/false");
    }

    [Test]
    public async Task Keys_of_the_environment_that_are_refused_are_told_as_such()
    {
        await using var aws = await CloudAsync();
        Refused(aws, new() { ["AWS_ACCESS_KEY_ID"] = "AKIAEXPIRED000000000", ["AWS_SECRET_ACCESS_KEY"] = "x" }, "the environment (AWS_ACCESS_KEY_ID) (InvalidClientTokenId", "set new AWS_ACCESS_KEY_ID");
    }

    private void Identified(Cloud aws, Dictionary<string, string?> environment, string provider, params string[] arguments)
    {
        var (code, output, errors) = program.Run(Environment(aws, environment), ["--target=Status", "--cloud=aws", "--allow-dirty", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"(credentials of {provider}"));
    }

    private void Refused(Cloud aws, Dictionary<string, string?> environment, params string[] told)
    {
        var (code, _, errors) = program.Run(Environment(aws, environment), "--target=Status", "--cloud=aws", "--allow-dirty");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n').SkipWhile(line => line.StartsWith("An error occurred when executing task", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(1), errors);
        Assert.That(told.Where(words => !errors.Contains(words, StringComparison.Ordinal)), Is.Empty, errors);
    }

    private void Config(string text) => File.WriteAllText(Path.Combine(folder.FullName, "config"), text);

    private string Script(string json)
    {
        var script = Path.Combine(folder.FullName, "credentials.sh");
        File.WriteAllText(script, $"#!/bin/sh\ncat <<'END'\n{json}\nEND\n");
        return $"/bin/sh {script}";
    }

    private static string Keys(Cloud aws, TimeSpan life, string before = "", string token = "Token") =>
        $$"""{ {{before}}"AccessKeyId":"{{aws.Key.AccessKeyId}}","SecretAccessKey":"{{aws.Key.SecretAccessKey}}","{{token}}":"{{aws.Key.SessionToken}}","Expiration":"{{End(life)}}"}""";

    private static string End(TimeSpan life) => (DateTimeOffset.UtcNow + life).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An STS that gives the keys of LocalCloud's role for any role.</summary>
    private static Task<StandIn> StsAsync(Cloud aws, TimeSpan life) => StandIn.StartAsync((_, _, body) =>
    {
        var action = body.Split('&').Single(pair => pair.StartsWith("Action=", StringComparison.Ordinal))["Action=".Length..];
        var result = action == "GetCallerIdentity"
            ? "<Arn>arn:aws:sts::111122223333:assumed-role/builder/s</Arn><UserId>AROA:s</UserId><Account>111122223333</Account>"
            : $"<Credentials><AccessKeyId>{aws.Key.AccessKeyId}</AccessKeyId><SecretAccessKey>{aws.Key.SecretAccessKey}</SecretAccessKey><SessionToken>{aws.Key.SessionToken}</SessionToken><Expiration>{End(life)}</Expiration></Credentials>";
        return $"<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>";
    });

    private Dictionary<string, string?> Environment(Cloud aws, Dictionary<string, string?> more)
    {
        var environment = new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = null,
            ["AWS_SECRET_ACCESS_KEY"] = null,
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = Path.Combine(folder.FullName, "config"),
            ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder.FullName, "credentials"),
            ["AWS_ENDPOINT_URL"] = aws.Server.Endpoint.ToString(),
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }

    private async Task<Cloud> CloudAsync()
    {
        var host = new SimulatedHost(Path.Combine(folder.FullName, "host"));
        var server = await LocalCloudServer.StartAsync(new() { StateDirectory = Path.Combine(folder.FullName, "state"), Host = host }, CancellationToken.None);
        using var sts = new AmazonSecurityTokenServiceClient(
            server.AccessKeyId, server.SecretAccessKey, new AmazonSecurityTokenServiceConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-west-2" });
        var role = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{server.AccountId}:role/builder", RoleSessionName = "tests" });
        return new(server, host, role.Credentials);
    }

    /// <summary>A cloud, with keys of a role of it: they have a session token, as those of every provider but static keys.</summary>
    private sealed record Cloud(LocalCloudServer Server, SimulatedHost Host, Credentials Key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Host.DisposeAsync();
        }
    }
}
