using System.Net;
using Amazon.Runtime;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Errors;

/// <summary>Each error that a call of the chain documents, answered for as long as the call is repeated.</summary>
internal sealed class DocumentedErrorTests
{
    private static readonly string[] Services = ["codebuild", "ssm", "sts", "logs"];

    /// <summary>EC2's model has no errors; these are of "Error codes for the Amazon EC2 API", as far as they fit the call. LaunchTests has those of RunInstances.</summary>
    private static readonly Dictionary<string, string[]> Ec2 = new()
    {
        ["RunInstances"] = ["IdempotentParameterMismatch", "InternalError"],
        ["DescribeInstances"] = ["InvalidInstanceID.Malformed", "UnauthorizedOperation"],
        ["ModifyInstanceAttribute"] = ["InvalidInstanceID.NotFound", "IncorrectInstanceState", "OperationNotPermitted"],
        ["StopInstances"] = ["InvalidInstanceID.NotFound", "IncorrectInstanceState", "UnsupportedOperation"],
        ["TerminateInstances"] = ["OperationNotPermitted", "UnauthorizedOperation"],
        ["CreateImage"] = ["InvalidInstanceID.NotFound", "IncorrectState", "InvalidAMIName.Malformed", "InvalidAMIName.Duplicate", "SnapshotLimitExceeded", "ConcurrentSnapshotLimitExceeded", "ResourceLimitExceeded", "TagLimitExceeded"],
        ["CopyImage"] = ["InvalidAMIID.NotFound", "InvalidAMIName.Duplicate", "InvalidRequest", "ResourceLimitExceeded", "InvalidKMSKey.InvalidState"],
        ["DescribeImages"] = ["InvalidAMIID.NotFound", "InvalidAMIID.Malformed"],
        ["DescribeImageAttribute"] = ["InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"],
        ["ModifyImageAttribute"] = ["InvalidAMIID.NotFound", "InvalidAMIAttributeItemValue", "OperationNotPermitted", "InvalidParameterValue"],
        ["EnableImageDeprecation"] = ["InvalidParameterValue", "OperationNotPermitted"],
        ["EnableImageDeregistrationProtection"] = ["OperationNotPermitted"],
    };

    private static Recipe Recipe { get; } = Sample.Recipe with { Verify = [new("true", NeedsKernel: false)] };

    private static IEnumerable<TestCaseData> Documented() => AwsModel.WhyNone is { } why
        ? [new TestCaseData("", "").Ignore(why)]
        : from service in Services
          let model = AwsModel.Read(service)
          from operation in model.Operations.Where(Situation.Of.ContainsKey)
          from code in model.ErrorsOf(operation)
          select new TestCaseData(operation, code);

    private static IEnumerable<TestCaseData> OfEc2() => from call in Ec2 from code in call.Value select new TestCaseData(call.Key, code);

    [TestCaseSource(nameof(Documented))]
    public Task An_error_that_a_call_documents_is_overcome_or_told_in_one_line(string operation, string code) =>
        ToldAsync(operation, code, wire => wire.RefuseInJson(operation, code, "It cannot be.\nNot now.", StatusOf(code), times: 2000));

    [TestCaseSource(nameof(OfEc2))]
    public Task An_error_of_EC2_is_overcome_or_told_in_one_line(string operation, string code) =>
        ToldAsync(operation, code, wire => wire.Refuse(operation, code, "It cannot be.\nNot now.", StatusOf(code), times: 2000));

    [Test]
    public async Task No_call_of_the_chain_that_documents_errors_is_left_out()
    {
        if (AwsModel.WhyNone is { } why)
        {
            Assert.Ignore(why);
        }

        await using var yard = await OpenAsync();
        await yard.CommandAsync("VerifyFleet");
        var documenting = Services.Select(AwsModel.Read).SelectMany(model => model.Operations.Where(operation => model.ErrorsOf(operation).Count > 0));
        Assert.That(yard.Wire.Counts.Keys.Intersect(documenting), Is.SubsetOf(Situation.Of.Keys));
    }

    private static async Task ToldAsync(string operation, string code, Action<LossyWire> refuse)
    {
        await using var yard = await OpenAsync();
        var situation = Situation.Of[operation];
        await situation.Before(yard);
        var asked = yard.Wire.Sent(operation).Count;
        refuse(yard.Wire);
        string? end = null;
        try
        {
            await situation.Command(yard);
        }
        catch (Exception e) when (e is FleetException or AmazonServiceException)
        {
            end = e is AmazonServiceException aws ? AwsErrors.Told(aws) : e.Message;
        }

        var told = yard.Log.Said.Split('\n').Append(end ?? "").Where(line => line.Contains(code, StringComparison.Ordinal)).ToList();
        Assert.That(yard.Wire.Sent(operation), Has.Count.GreaterThan(asked), "the command makes the call");
        Assert.That(told, Has.Count.GreaterThan(end is null ? -1 : 0), end);
        Assert.That(told, Has.All.Match($"(?i){situation.Resource}").And.All.Contains($"{code}: It cannot be. Not now (request request-of-{code})").And.None.Contains("mend it"));
    }

    private static HttpStatusCode StatusOf(string code) => code switch
    {
        "InternalServerError" or "InternalError" => HttpStatusCode.InternalServerError,
        "ServiceUnavailableException" => HttpStatusCode.ServiceUnavailable,
        _ => HttpStatusCode.BadRequest,
    };

    private static async Task<Yard> OpenAsync()
    {
        var yard = await Yard.OpenAsync(time: new JumpingTime(stride: 10), retries: 0);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Recipe = Recipe;
        return yard;
    }
}
