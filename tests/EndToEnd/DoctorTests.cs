using System.Text.Json;
using Fleetyard.EndToEnd.Aws;

namespace Fleetyard.EndToEnd;

/// <summary>What the Doctor tells, of a machine with everything and of one with nothing.</summary>
public sealed class DoctorTests : IAsyncDisposable
{
    private readonly AwsWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Test]
    public void A_machine_without_credentials_and_Docker_is_no_fault_of_a_rehearsal()
    {
        var (code, found) = Run(Nothing());
        Assert.That(code, Is.Zero);
        Assert.That(found.Where(finding => finding.Verdict == "fault"), Is.Empty);
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "Docker engine", Verdict: "warning" } && finding.What.Contains("No Docker engine answers", StringComparison.Ordinal)));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "docker instances", Verdict: "warning" } && finding.What.StartsWith("do not work here: ", StringComparison.Ordinal)));
        Assert.That(found, Has.Some.EqualTo(new Found("simulated instances", "ok", "work here")));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: ".NET SDK", Verdict: "ok" } && finding.What.Contains("global.json asks for", StringComparison.Ordinal)));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "CodeBuild's organizations", Verdict: "ok", What: "us-west-2 is in the table" }));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "AWS credentials", Verdict: "ok" }));
        Assert.That(world.Program.Artifacts.GetFileSystemInfos(), Is.Empty, "it changes nothing");
    }

    [Test]
    public void What_was_asked_for_and_does_not_work_is_a_fault()
    {
        var (code, found) = Run(Nothing(), "--instances=docker");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(found.Where(finding => finding.Verdict == "fault").Select(finding => finding.Subject), Is.EqualTo(new[] { "Docker engine", "docker instances" }));
    }

    [Test]
    public void AWS_without_credentials_is_a_fault_that_says_what_to_do()
    {
        var (code, found) = Run(Nothing(), "--cloud=aws");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "AWS in us-west-2", Verdict: "fault" } && finding.What.Contains("set AWS_PROFILE or --profile", StringComparison.Ordinal)));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_a_fault()
    {
        var (code, found) = Run(Nothing(), "--artifacts=/proc/fleetyard");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "State folder", Verdict: "fault" }));
    }

    [Test]
    public void People_get_a_table()
    {
        var (code, output, errors) = world.Program.Run(Nothing(), "--target=Doctor");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("Looked at").And.Contain(".NET SDK").And.Contain("warning"));
    }

    [Test]
    public async Task The_caller_its_provider_and_the_clock_are_told()
    {
        var aws = await world.StartAsync();
        var (_, found) = Run(world.WithKeys(aws, NoDocker), "--cloud=aws");
        Assert.That(found, Has.Some.EqualTo(new Found("AWS in us-west-2", "ok", "account 000000000000 as arn:aws:iam::000000000000:user/local, by credentials of the environment (AWS_ACCESS_KEY_ID)")));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "Clock", Verdict: "ok" }));
    }

    [TestCase(1, "fault", "allows 1 vCPUs in us-west-2, and c7i.large has 2; ask for more in Service Quotas")]
    [TestCase(2, "ok", "allows 2 vCPUs in us-west-2, and c7i.large has 2")]
    public async Task A_quota_that_would_stop_the_recipe_is_told(int allowed, string verdict, string told)
    {
        var aws = await world.StartAsync();
        await using var ec2 = await StandIn.StartAsync((_, _, body) => body.Contains("Action=DescribeInstanceTypeOfferings", StringComparison.Ordinal)
            ? Ec2("DescribeInstanceTypeOfferings", "<instanceTypeOfferingSet><item><instanceType>c7i.large</instanceType><locationType>availability-zone</locationType><location>us-west-2b</location></item></instanceTypeOfferingSet>")
            : Ec2("DescribeInstanceTypes", "<instanceTypeSet><item><instanceType>c7i.large</instanceType><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo></item></instanceTypeSet>"));
        await using var quotas = await StandIn.StartAsync((_, _, body) => body.Contains("codebuild", StringComparison.Ordinal) ? """{"Quotas":[]}""" : $$$"""{"Quota":{"QuotaCode":"L-1216C47A","Value":{{{allowed}}}.0}}""");
        var (code, found) = Run(world.WithKeys(aws, new(NoDocker) { ["AWS_ENDPOINT_URL_EC2"] = ec2.Url, ["AWS_ENDPOINT_URL_SERVICE_QUOTAS"] = quotas.Url }), "--cloud=aws");
        Assert.That(code, Is.EqualTo(verdict == "fault" ? 2 : 0));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is not null && finding.Verdict == verdict && finding.What.Contains(told, StringComparison.Ordinal)), string.Join('\n', found));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { What: "c7i.large is offered in us-west-2b" }), string.Join('\n', found));
        Assert.That(found, Has.Some.Matches<Found>(finding => finding is { Subject: "Fleet quotas for ktls-debian-13-x86_64", Verdict: "warning" } && finding.What.StartsWith("Service Quotas lists none of CodeBuild's fleets", StringComparison.Ordinal)), string.Join('\n', found));
        Assert.That(quotas.Requests.Single(request => request.Contains("ec2", StringComparison.Ordinal)), Does.Contain("/us-west-2/servicequotas/").And.Contain("L-1216C47A"));
    }

    [TestCase(0, 5, "fault", "'Concurrent instances running for Linux environment compute fleet' (L-2) allows 0 in us-west-2, and the fleet has 1; ask for more in Service Quotas, or take less in fleet.capacity or its scaling")]
    [TestCase(1, 0, "fault", "'Concurrent number of compute fleets' (L-1) allows 0 in us-west-2, and the fleet is one; ask for more in Service Quotas")]
    [TestCase(1, 5, "ok", "'Concurrent instances running for Linux environment compute fleet' (L-2) allows 1 in us-west-2, and the fleet has 1")]
    public async Task A_quota_of_CodeBuild_that_would_stop_the_fleet_is_told(int machines, int fleets, string verdict, string told)
    {
        var aws = await world.StartAsync();
        await using var quotas = await StandIn.StartAsync((_, _, body) => !body.Contains("codebuild", StringComparison.Ordinal) ? null
            : !body.Contains("NextToken", StringComparison.Ordinal)
                ? $$"""{"NextToken":"t","Quotas":[{"QuotaCode":"L-0","QuotaName":"Build projects","Value":0.0},{"QuotaCode":"L-1","QuotaName":"Concurrent number of compute fleets","Value":{{fleets}}.0}]}"""
                : $$"""{"Quotas":[{"QuotaCode":"L-2","QuotaName":"Concurrent instances running for Linux environment compute fleet","Value":{{machines}}.0},{"QuotaCode":"L-3","QuotaName":"Concurrent instances running for ARM environment compute fleet","Value":0.0},{"QuotaCode":"L-4","QuotaName":"Concurrent instances running for Linux GPU environment compute fleet","Value":0.0}]}""");
        var (code, found) = Run(world.WithKeys(aws, new(NoDocker) { ["AWS_ENDPOINT_URL_SERVICE_QUOTAS"] = quotas.Url, ["AWS_MAX_ATTEMPTS"] = "1" }), "--cloud=aws");
        Assert.That(code, Is.EqualTo(verdict == "fault" ? 2 : 0));
        Assert.That(found.Where(finding => finding.Subject == "Fleet quotas for ktls-debian-13-x86_64").ToList(), Has.Count.EqualTo(2).And.Member(new Found("Fleet quotas for ktls-debian-13-x86_64", verdict, told)), string.Join('\n', found));
    }

    private static string Ec2(string action, string body) => $"<{action}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId>{body}</{action}Response>";

    private (int Code, IReadOnlyList<Found> Findings) Run(Dictionary<string, string?> environment, params string[] arguments)
    {
        var (code, output, errors) = world.Program.Run(environment, ["--target=Doctor", "--output=json", .. arguments]);
        Assert.That(output, Does.StartWith("["), errors);
        return (code, JsonSerializer.Deserialize<List<Found>>(output, JsonSerializerOptions.Web)!);
    }

    private Dictionary<string, string?> Nothing() => world.Nothing(NoDocker);

    private Dictionary<string, string?> NoDocker => new() { ["DOCKER_HOST"] = $"unix://{world.Folder}/none.sock" };

    private sealed record Found(string Subject, string Verdict, string What);
}
