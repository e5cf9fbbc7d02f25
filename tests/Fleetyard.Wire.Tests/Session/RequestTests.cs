namespace Fleetyard.Wire.Tests.Session;

/// <summary>A request that is none gets an error in its protocol's form.</summary>
internal sealed class RequestTests
{
    private static IEnumerable<TestCaseData<RawRequest, int, string>> Wrong()
    {
        var form = RawRequest.Of("ec2", "DescribeInstances");
        var json = RawRequest.Of("ssm", "GetParameter");
        yield return new(form with { Body = "Version=2016-11-15" }, 400, "MissingAction") { TestName = "A form without an action" };
        yield return new(form with { Service = "sts", Body = "Version=2011-06-15" }, 400, "MissingAction") { TestName = "A form without an action for STS" };
        yield return new(form with { Body = "Action=DescribeInstances" }, 400, "NoSuchVersion") { TestName = "A form without a version" };
        yield return new(form with { Body = "Action=%zz" }, 400, "MalformedQueryString") { TestName = "A form with a broken escape" };
        yield return new(form with { Body = "Action=A&Action=B" }, 400, "MalformedQueryString") { TestName = "A form that says a thing twice" };
        yield return new(form with { Body = "=x" }, 400, "MalformedQueryString") { TestName = "A form with a value that has no name" };
        yield return new(form with { Body = "" }, 400, "MissingAction") { TestName = "An empty form" };
        yield return new(form with { ContentType = "text/plain" }, 400, "MalformedQueryString") { TestName = "A form that says it is text" };
        yield return new(form with { Method = HttpMethod.Get }, 400, "MalformedQueryString") { TestName = "A GET" };
        yield return new(form with { Service = "s3" }, 403, "AuthFailure") { TestName = "A form signed for another service" };
        yield return new(form with { IsSigned = false }, 403, "MissingAuthenticationToken") { TestName = "A form without a signature" };
        yield return new(form with { Body = new string('x', 2 * 1024 * 1024) + "=1" }, 413, "RequestEntityTooLargeException") { TestName = "A form over the limit" };
        yield return new(form with { Body = "Action=DescribeInstances&Version=2016-11-15&MaxResults=many" }, 400, "InvalidParameterValue") { TestName = "A number that is none" };
        yield return new(form with { Body = "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=%01" }, 400, "InvalidInstanceID.Malformed") { TestName = "A letter that XML cannot hold" };
        yield return new(json with { Body = "{" }, 400, "SerializationException") { TestName = "JSON that ends too early" };
        yield return new(json with { Body = "[]" }, 400, "SerializationException") { TestName = "JSON that is a list" };
        yield return new(json with { Body = "null" }, 400, "SerializationException") { TestName = "JSON that is null" };
        yield return new(json with { Body = """{"Name":"a","Name":"b"}""" }, 400, "SerializationException") { TestName = "JSON that says a thing twice" };
        yield return new(json with { Body = new string('[', 5000) }, 400, "SerializationException") { TestName = "JSON that is too deep" };
        yield return new(json with { Target = "AmazonSSM.SendCommand", Body = """{"DocumentName":"AWS-RunShellScript","Parameters":{"commands":"true"}}""" }, 400, "SerializationException") { TestName = "A string for a list" };
        yield return new(json with { Target = "AmazonSSM.SendCommand", Body = """{"DocumentName":"AWS-RunShellScript","TimeoutSeconds":"60"}""" }, 400, "SerializationException") { TestName = "A string for a number" };
        yield return new(json with { ContentType = "application/json" }, 400, "SerializationException") { TestName = "JSON of another version" };
        yield return new(json with { Target = "AmazonSQS.GetParameter" }, 400, "UnknownOperationException") { TestName = "A target that is unknown" };
        yield return new(json with { Target = "AmazonSSM.Nothing" }, 400, "UnknownOperationException") { TestName = "An operation that is unknown" };
        yield return new(json with { Target = "AmazonSSM" }, 400, "UnknownOperationException") { TestName = "A target without an operation" };
        yield return new(json with { Service = "codebuild" }, 403, "InvalidSignatureException") { TestName = "JSON signed for another service" };
        yield return new(json with { IsSigned = false }, 403, "MissingAuthenticationTokenException") { TestName = "JSON without a signature" };
        yield return new(json with { Body = new string(' ', 2 * 1024 * 1024) }, 413, "RequestEntityTooLargeException") { TestName = "JSON over the limit" };
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_wrong_request_is_refused_in_its_protocols_form(RawRequest request, int status, string code)
    {
        await using var session = await LocalSession.StartAsync();
        var answer = await request.SendAsync(session.Server);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Body, Does.Contain(request.Target is null ? $"<Code>{code}</Code>" : $"\"__type\":\"{code}\""));
        Assert.That(answer.ContentType, Does.StartWith(request.Target is null ? "text/xml" : "application/x-amz-json-1.1"));
        var exchange = session.Recorder.Exchanges.Single();
        Assert.That(Recorder.Checker().CheckAnswer(exchange with { Service = request.Target is null ? exchange.Service : "ssm", Operation = Known(request) }), Is.Empty);
    }

    [TestCase("ec2", "StopInstances", "&InstanceId.1=i-0123456789abcdef0", "<Code>InternalError</Code>")]
    [TestCase("ssm", "SendCommand", """{"DocumentName":"AWS-RunShellScript","InstanceIds":["i-0123456789abcdef0"],"Parameters":{"commands":["true"]}}""", "\"__type\":\"InternalFailure\"")]
    public async Task What_nobody_expected_is_an_internal_error_in_the_protocols_form(string service, string operation, string body, string expected)
    {
        await using var session = await LocalSession.StartAsync();
        session.BreakState();
        var answer = await RawRequest.Of(service, operation, body).SendAsync(session.Server);
        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.Body, Does.Contain(expected));
        Assert.That(Recorder.Checker().CheckAnswer(session.Recorder.Exchanges.Single()), Is.Empty);
    }

    /// <summary>An error's form does not depend on the operation, so one that the model has stands for one that it lacks.</summary>
    private static string Known(RawRequest request) => request.Target is not null ? "GetParameter" : request.Body.StartsWith("Version=2011", StringComparison.Ordinal) ? "GetCallerIdentity" : "DescribeInstances";
}
