using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Tests.Faults;

/// <summary>What each kind of fault does to a client of the SDK that asks once.</summary>
internal sealed class CallFaultTests
{
    [TestCase(FaultKind.Throttle, "RequestLimitExceeded", 503)]
    [TestCase(FaultKind.Error500, "InternalError", 500)]
    [TestCase(FaultKind.Error503, "Unavailable", 503)]
    [TestCase(FaultKind.ExpiredCredentials, "RequestExpired", 400)]
    [TestCase(FaultKind.Denied, "UnauthorizedOperation", 403)]
    public async Task A_refused_call_has_EC2s_own_code_and_does_nothing(FaultKind kind, string code, int status)
    {
        await using var server = await StartAsync(new CallFault("CreateSecurityGroup", 1, kind));
        using var ec2 = server.Once("us-east-1");
        var refused = (await Assert.ThrowsAsync<AmazonEC2Exception>(() => CreateAsync(ec2)))!;
        Assert.That((refused.ErrorCode, (int)refused.StatusCode), Is.EqualTo((code, status)));
        Assert.That(await GroupsAsync(server), Is.Zero);
    }

    [TestCase(FaultKind.Throttle, "ThrottlingException")]
    [TestCase(FaultKind.Error500, "InternalFailure")]
    [TestCase(FaultKind.Error503, "ServiceUnavailable")]
    [TestCase(FaultKind.ExpiredCredentials, "ExpiredTokenException")]
    [TestCase(FaultKind.Denied, "AccessDeniedException")]
    [TestCase(FaultKind.ClockSkew, "InvalidSignatureException")]
    public async Task A_refused_call_has_the_JSON_services_own_code(FaultKind kind, string code)
    {
        await using var server = await StartAsync(new CallFault("DescribeInstanceInformation", 1, kind));
        using var ssm = server.SsmOnce();
        await Server.RefusedAsync(code, () => ssm.DescribeInstanceInformationAsync(new()));
    }

    [Test]
    public async Task A_connection_that_is_reset_before_the_work_leaves_nothing()
    {
        await using var server = await StartAsync(new CallFault("CreateSecurityGroup", 1, FaultKind.ResetBefore));
        using var ec2 = server.Once("us-east-1");
        Assert.That(async () => await CreateAsync(ec2), Throws.Exception);
        Assert.That(await GroupsAsync(server), Is.Zero);
    }

    [TestCase(FaultKind.ResetAfter)]
    [TestCase(FaultKind.CutShort)]
    public async Task An_answer_that_is_lost_or_cut_short_is_of_work_that_was_done(FaultKind kind)
    {
        await using var server = await StartAsync(new CallFault("CreateSecurityGroup", 1, kind));
        using var ec2 = server.Once("us-east-1");
        Assert.That(() => CreateAsync(ec2), Throws.Exception);
        Assert.That(await GroupsAsync(server), Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_hangs_is_given_up_by_its_client_and_was_done()
    {
        await using var server = await StartAsync(new CallFault("CreateSecurityGroup", 1, FaultKind.Hang));
        using var ec2 = server.Once("us-east-1");
        using var patience = new CancellationTokenSource();
        var call = CreateAsync(ec2, patience.Token);
        await Server.UntilAsync(async () => await GroupsAsync(server) == 1);
        Assert.That(call.IsCompleted, Is.False);
        await patience.CancelAsync();
        Assert.That(() => call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Only_the_call_that_was_named_goes_wrong()
    {
        await using var server = await StartAsync(new CallFault("DescribeSecurityGroups", 2, FaultKind.Denied));
        using var ec2 = server.Once("us-east-1");
        await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest());
        await Server.RefusedAsync("UnauthorizedOperation", () => ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest()));
        await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest());
    }

    [Test]
    public async Task A_clock_that_is_skewed_is_an_hour_ahead_in_the_answers_date()
    {
        await using var server = await StartAsync(new CallFault("DescribeSecurityGroups", 1, FaultKind.ClockSkew));
        using var ec2 = server.Once("us-east-1");
        await Server.RefusedAsync("RequestExpired", () => ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest()));
        var offset = CorrectClockSkew.GetClockCorrectionForEndpoint(ec2.Config.ServiceURL);
        Assert.That(offset, Is.EqualTo(TimeSpan.FromHours(1)).Within(TimeSpan.FromMinutes(1)));
    }

    private static Task<Server> StartAsync(params CallFault[] faults) => Server.StartAsync(with: options => options with { Faults = new FaultPlan(faults) });

    private static Task<CreateSecurityGroupResponse> CreateAsync(IAmazonEC2 ec2, CancellationToken cancellationToken = default) =>
        ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "made", Description = "a group" }, cancellationToken);

    private static async Task<int> GroupsAsync(Server server) =>
        (await server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", ["made"])] })).SecurityGroups?.Count ?? 0;
}
