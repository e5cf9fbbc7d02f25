namespace Fleetyard.EndToEnd.Aws;

/// <summary>Credentials of roles that are assumed, one by another's, and again for as long as a run takes.</summary>
public sealed class RoleTests : ProviderFixture
{
    [Test]
    public async Task A_role_is_assumed_by_the_keys_of_another_profile()
    {
        var aws = await World.StartAsync();
        await using var sts = await (await RoleKeys.OfAsync(aws)).StsAsync(TimeSpan.FromHours(1));
        World.Config("[profile base]\naws_access_key_id = AKIABASE000000000000\naws_secret_access_key = base\n\n[profile role]\nrole_arn = arn:aws:iam::111122223333:role/builder\nsource_profile = base\nregion = us-west-2\n");
        Identified(aws, new() { ["AWS_PROFILE"] = "role", ["AWS_ENDPOINT_URL_STS"] = sts.Url }, "the profile role (AWS_PROFILE), role arn:aws:iam::111122223333:role/builder by the profile base");
        Assert.That(sts.Requests, Has.Some.Contain("Credential=AKIABASE000000000000/").And.Contain("Action=AssumeRole&"));
    }

    [Test]
    public async Task A_web_identity_s_token_is_exchanged_for_a_role()
    {
        var aws = await World.StartAsync();
        await using var sts = await (await RoleKeys.OfAsync(aws)).StsAsync(TimeSpan.FromHours(1));
        var token = Path.Combine(World.Folder, "token");
        await File.WriteAllTextAsync(token, "header.payload.signature");
        var environment = new Dictionary<string, string?> { ["AWS_WEB_IDENTITY_TOKEN_FILE"] = token, ["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/ci", ["AWS_ROLE_SESSION_NAME"] = "ci", ["AWS_ENDPOINT_URL_STS"] = sts.Url };
        Identified(aws, environment, "AWS_WEB_IDENTITY_TOKEN_FILE, role arn:aws:iam::111122223333:role/ci by the web identity token");
        Assert.That(sts.Requests, Has.Some.Contain("Action=AssumeRoleWithWebIdentity").And.Contain("WebIdentityToken=header.payload.signature"));
    }

    [Test]
    public async Task A_chain_of_roles_is_assumed_anew_whenever_it_ends_while_a_run_goes_on()
    {
        var aws = await World.StartAsync();
        var keys = await RoleKeys.OfAsync(aws);
        await using var sts = await keys.StsAsync(TimeSpan.FromMinutes(1));
        World.Config($"""
            [profile base]
            aws_access_key_id = {aws.AccessKeyId}
            aws_secret_access_key = {aws.SecretAccessKey}

            [profile first]
            role_arn = arn:aws:iam::{aws.AccountId}:role/first
            source_profile = base
            region = us-west-2

            [profile second]
            role_arn = arn:aws:iam::{aws.AccountId}:role/second
            source_profile = first
            region = us-west-2
            """);
        var (code, _, errors) = World.Run("CreateFleet", World.AtEndpoint(aws, new() { ["AWS_PROFILE"] = "second", ["AWS_ENDPOINT_URL_STS"] = sts.Url }));
        Assert.That(code, Is.Zero, errors);
        Assert.That(Assumed("first", by: aws.AccessKeyId), Is.GreaterThan(2));
        Assert.That(Assumed("second", by: keys.Key.AccessKeyId), Is.GreaterThan(2));
        Assert.That(Assumed("second", by: aws.AccessKeyId), Is.Zero);

        int Assumed(string role, string by) => sts.Requests.Count(request => request.Contains($"role%2F{role}&", StringComparison.Ordinal) && request.Contains($"Credential={by}/", StringComparison.Ordinal));
    }
}
