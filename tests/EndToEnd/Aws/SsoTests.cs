using System.Security.Cryptography;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Credentials of a session of <c>aws sso login</c>.</summary>
public sealed class SsoTests : ProviderFixture
{
    private const string Profile = "[sso-session team]\nsso_start_url = https://team.awsapps.com/start\nsso_region = eu-west-1\n\n[profile dev]\nsso_session = team\nsso_account_id = 111122223333\nsso_role_name = Builder\n";
    private const string Provider = "the profile dev (AWS_PROFILE), SSO role Builder of account 111122223333";

    [Test]
    public async Task A_session_that_is_fresh_gives_them()
    {
        var aws = await World.StartAsync();
        var key = (await RoleKeys.OfAsync(aws)).Key;
        await using var sso = await StandIn.StartAsync((_, path, _) => path != "/federation/credentials" ? null
            : $$"""{"roleCredentials":{"accessKeyId":"{{key.AccessKeyId}}","secretAccessKey":"{{key.SecretAccessKey}}","sessionToken":"{{key.SessionToken}}","expiration":{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()}} } }""");
        World.Config(Profile);
        var cache = Directory.CreateDirectory(Path.Combine(World.Folder, ".aws", "sso", "cache")).FullName;
#pragma warning disable CA5350 // The AWS CLI names the file by it.
        var name = Convert.ToHexStringLower(SHA1.HashData("team"u8));
#pragma warning restore CA5350
        await File.WriteAllTextAsync(Path.Combine(cache, name + ".json"), $$"""{"startUrl":"https://team.awsapps.com/start","region":"eu-west-1","accessToken":"sso-token","expiresAt":"{{RoleKeys.End(TimeSpan.FromHours(1))}}"}""");
        Identified(aws, new() { ["AWS_PROFILE"] = "dev", ["HOME"] = World.Folder, ["AWS_ENDPOINT_URL_SSO"] = sso.Url }, Provider);
        Assert.That(sso.Requests, Has.Some.StartsWith("GET ").And.Contain("/federation/credentials"));
    }

    [Test]
    public async Task A_session_that_is_over_is_one_line_that_says_how_to_log_in()
    {
        World.Config(Profile);
        Refused(await World.StartAsync(), new() { ["AWS_PROFILE"] = "dev", ["HOME"] = World.Folder }, Provider, "run 'aws sso login --profile dev'");
    }
}
