using System.Net;
using System.Text.Json;
using Fleetyard.EndToEnd.Aws;

namespace Fleetyard.EndToEnd;

/// <summary><c>--cloud=aws</c> with the SDK's own chain of credentials and endpoints, which lead to a LocalCloud that stands for AWS.</summary>
public sealed class AwsTests : IAsyncDisposable
{
    private readonly AwsWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Test]
    public async Task The_same_code_makes_a_fleet_where_the_environment_leads_it()
    {
        var aws = await world.StartAsync();
        var (code, output, errors) = world.Run("CreateFleet", world.WithKeys(aws), "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var run = JsonDocument.Parse(output);
        Assert.That(run.RootElement.GetProperty("fleetArn").GetString(), Does.StartWith("arn:aws:codebuild:us-west-2:"));
        Assert.That(errors, Does.Contain("AWS, account 000000000000 as arn:aws:iam::000000000000:user/local").And.Contain("cost money"));
        Assert.That(output + errors, Does.Contain("instance.ssmAgent").And.Contain("111122223333"), "what AWS will hardly take is told before anything is made");
    }

    [Test]
    public async Task Refused_credentials_are_one_line_before_anything_is_made()
    {
        var aws = await world.StartAsync();
        var (code, _, errors) = world.Run("CreateFleet", world.WithKeys(aws, new() { ["AWS_ACCESS_KEY_ID"] = "AKIAEXPIRED000000000" }));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("AWS refused the credentials of the environment (AWS_ACCESS_KEY_ID) (InvalidClientTokenId").And.Match(@" \(request [\w-]+\)\); renew them"));
        Assert.That(world.Program.Journals(), Is.Empty);
    }

    [TestCase(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "wait some minutes")]
    [TestCase(HttpStatusCode.BadRequest, "Throttling", "wait some minutes")]
    [TestCase(HttpStatusCode.Forbidden, "RegionDisabledException", "enable the region for the account, or name another")]
    public async Task An_AWS_that_does_not_say_who_calls_is_not_said_to_refuse_the_credentials(HttpStatusCode status, string code, string toDo)
    {
        await using var sts = await StandIn.StartAsync(status, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>Not now.</Message></Error><RequestId>r-1</RequestId></ErrorResponse>");
        var (exit, _, errors) = world.Run("CreateFleet", world.Nothing(new() { ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["AWS_ENDPOINT_URL_STS"] = sts.Url, ["AWS_MAX_ATTEMPTS"] = "1" }));
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(errors, Does.Contain($"AWS did not tell in us-west-2 who calls, with the credentials of the environment (AWS_ACCESS_KEY_ID): AWS answered {code}: Not now (request r-1); {toDo}, and run the same command again."));
    }

    [Test]
    public void Missing_credentials_are_one_line_that_says_what_to_do()
    {
        var (code, _, errors) = world.Run("CreateFleet", world.Nothing());
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("set AWS_PROFILE or --profile, or rehearse with --cloud=local"));
        Assert.That(world.Program.Journals(), Is.Empty);
    }

    [Test]
    public void An_unknown_profile_is_one_line()
    {
        var (code, _, errors) = world.Run("CreateFleet", world.Nothing(), "--profile=nobody");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("There is no AWS profile 'nobody'"));
    }
}
