namespace Fleetyard.EndToEnd.Aws;

/// <summary>Every provider of keys in the SDK's chain gives the program its credentials, and is named where they are refused.</summary>
public sealed class CredentialTests : ProviderFixture
{
    [Test]
    public async Task A_profile_of_static_keys_gives_them()
    {
        var aws = await World.StartAsync();
        World.Config($"[profile keys]\naws_access_key_id = {aws.AccessKeyId}\naws_secret_access_key = {aws.SecretAccessKey}\nregion = eu-west-1\n");
        Identified(aws, new() { ["AWS_PROFILE"] = "keys" }, "the profile keys (AWS_PROFILE), static keys");
    }

    [Test]
    public async Task A_profile_that_is_asked_for_goes_before_the_environment_and_brings_its_endpoints()
    {
        var aws = await World.StartAsync();
        World.Config($"[profile keys]\naws_access_key_id = {aws.AccessKeyId}\naws_secret_access_key = {aws.SecretAccessKey}\nendpoint_url = {aws.Endpoint}\n");
        var environment = new Dictionary<string, string?> { ["AWS_ACCESS_KEY_ID"] = "AKIAOTHER00000000000", ["AWS_SECRET_ACCESS_KEY"] = "other", ["AWS_ENDPOINT_URL"] = null };
        Identified(aws, environment, "the profile keys, static keys", "--profile=keys");
    }

    [Test]
    public async Task A_process_gives_them()
    {
        var aws = await World.StartAsync();
        var script = Path.Combine(World.Folder, "credentials.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\ncat <<'END'\n{(await RoleKeys.OfAsync(aws)).Json(TimeSpan.FromHours(1), "\"Version\":1,", "SessionToken")}\nEND\n");
        World.Config($"[profile tool]\ncredential_process = /bin/sh {script}\n");
        Identified(aws, new() { ["AWS_PROFILE"] = "tool" }, "the profile tool (AWS_PROFILE), credential_process");
    }

    [Test]
    public async Task A_container_s_endpoint_gives_them_for_its_token()
    {
        var aws = await World.StartAsync();
        var keys = await RoleKeys.OfAsync(aws);
        await using var agent = await StandIn.StartAsync((_, _, _) => keys.Json(TimeSpan.FromHours(1)));
        Identified(aws, new() { ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = agent.Url + "/role", ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "task-token" }, "the container (AWS_CONTAINER_CREDENTIALS_*)");
        Assert.That(agent.Requests, Has.All.Contain("/role task-token"));
    }

    [Test]
    public async Task An_instance_s_metadata_gives_them()
    {
        var aws = await World.StartAsync();
        var keys = await RoleKeys.OfAsync(aws);
        await using var metadata = await StandIn.StartAsync((method, path, _) => (method, path) switch
        {
            ("PUT", "/latest/api/token") => "imds-token",
            ("GET", "/latest/meta-data/iam/security-credentials") => "builder",
            ("GET", "/latest/meta-data/iam/security-credentials/builder") => keys.Json(TimeSpan.FromHours(6), "\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"LastUpdated\":\"2026-11-25T00:00:00Z\","),
            _ => null,
        });
        Identified(aws, new() { ["AWS_EC2_METADATA_DISABLED"] = null, ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url }, "the instance's profile (IMDS)");
    }

    [Test]
    public async Task Credentials_that_end_while_a_run_goes_on_are_renewed()
    {
        var aws = await World.StartAsync();
        var keys = await RoleKeys.OfAsync(aws);
        await using var agent = await StandIn.StartAsync((_, _, _) => keys.Json(TimeSpan.FromSeconds(2)));
        var (code, _, errors) = World.Run("CreateFleet", World.AtEndpoint(aws, new() { ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = agent.Url }));
        Assert.That(code, Is.Zero, errors);
        Assert.That(agent.Requests, Has.Count.GreaterThan(2));
    }

    [Test]
    public async Task A_profile_that_is_not_there_is_one_line_that_names_it() =>
        Refused(await World.StartAsync(), new() { ["AWS_PROFILE"] = "nobody" }, "the profile nobody (AWS_PROFILE)", "there is no such profile");

    [Test]
    public async Task A_process_that_fails_is_one_line_that_names_it()
    {
        World.Config("[profile tool]\ncredential_process = /bin/false\n");
        Refused(await World.StartAsync(), new() { ["AWS_PROFILE"] = "tool" }, "the profile tool (AWS_PROFILE), credential_process", "run its credential_process yourself", "/bin/false");
    }

    [Test]
    public async Task Keys_of_the_environment_that_are_refused_are_told_as_such() =>
        Refused(await World.StartAsync(), new() { ["AWS_ACCESS_KEY_ID"] = "AKIAEXPIRED000000000", ["AWS_SECRET_ACCESS_KEY"] = "x" }, "the environment (AWS_ACCESS_KEY_ID) (InvalidClientTokenId", "set new AWS_ACCESS_KEY_ID");
}
