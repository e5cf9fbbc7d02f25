using Fleetyard.LocalCloud;

namespace Fleetyard.Wire.Tests.Checker;

/// <summary>The checker finds each kind of fault, where it is, and nothing else.</summary>
internal sealed class WireCheckerTests
{
    private static IEnumerable<WireExchange> AllSound => [Sound.Ec2, Sound.Ec2Error, Sound.Sts, Sound.StsError, Sound.Ssm, Sound.SsmError];

    [TestCaseSource(nameof(AllSound))]
    public void A_sound_exchange_has_no_fault(WireExchange exchange) =>
        Assert.That(Recorder.Checker().CheckRequest(exchange).Concat(Recorder.Checker().CheckAnswer(exchange)), Is.Empty);

    [TestCase("MinCount=1&", "", FaultKind.MissingMember, "RunInstancesRequest.MinCount")]
    [TestCase("MinCount=1", "MinCount=one", FaultKind.WrongType, "RunInstancesRequest.MinCount")]
    [TestCase("&ImageId=", "&imageId=", FaultKind.WrongName, "RunInstancesRequest.imageId")]
    [TestCase("InstanceInitiatedShutdownBehavior=", "instanceInitiatedShutdownBehavior=", FaultKind.WrongName, "RunInstancesRequest.instanceInitiatedShutdownBehavior")]
    [TestCase("SecurityGroupId.1", "SecurityGroupIds.1", FaultKind.WrongName, "RunInstancesRequest.SecurityGroupIds")]
    [TestCase("SecurityGroupId.1", "SecurityGroupId.member.1", FaultKind.WrongName, "RunInstancesRequest.SecurityGroupId")]
    [TestCase("SecurityGroupId.1", "SecurityGroupId.2", FaultKind.WrongName, "RunInstancesRequest.SecurityGroupId")]
    [TestCase("SecurityGroupId.1", "SecurityGroupId", FaultKind.WrongType, "RunInstancesRequest.SecurityGroupId")]
    [TestCase(".Ipv6Addresses.1", ".Ipv6AddressesSet.1", FaultKind.WrongName, "RunInstancesRequest.NetworkInterface.1.Ipv6AddressesSet")]
    [TestCase("ShutdownBehavior=stop", "ShutdownBehavior=nap", FaultKind.WrongValue, "RunInstancesRequest.InstanceInitiatedShutdownBehavior")]
    [TestCase("DisableApiTermination=false", "DisableApiTermination=False", FaultKind.WrongType, "RunInstancesRequest.DisableApiTermination")]
    [TestCase("Tag.1.Key=", "Tag.1.Kay=", FaultKind.UnknownMember, "RunInstancesRequest.TagSpecification.1.Tag.1.Kay")]
    [TestCase("ResourceType=instance", "ResourceType=instanz", FaultKind.WrongValue, "RunInstancesRequest.TagSpecification.1.ResourceType")]
    [TestCase("&MaxCount=1", "&MaxCount=1&MaxCount=2", FaultKind.Malformed, "RunInstancesRequest")]
    [TestCase("Version=2016-11-15", "Version=2011-06-15", FaultKind.WrongVersion, "RunInstancesRequest.Version")]
    [TestCase("Action=RunInstances", "Action=Run", FaultKind.UnknownOperation, "RunInstancesRequest.Action")]
    public void A_fault_in_a_form_of_the_EC2_protocol_is_found(string right, string wrong, FaultKind kind, string path) => AssertFound(Sound.Ec2, right, wrong, kind, path);

    [TestCase("<instanceState>", "<state>", "</instanceState>", "</state>", FaultKind.WrongName, "RunInstancesResponse.instancesSet[0].state")]
    [TestCase("<tagSet><item>", "<tagSet><member>", "</item></tagSet>", "</member></tagSet>", FaultKind.WrongName, "RunInstancesResponse.instancesSet[0].tagSet[0]")]
    [TestCase("<reservationId>r-1</reservationId>", "<colour>red</colour>", "", "", FaultKind.UnknownMember, "RunInstancesResponse.colour")]
    [TestCase("<reservationId>r-1</reservationId>", "<reservationId>r-1</reservationId><reservationId>r-2</reservationId>", "", "", FaultKind.RepeatedMember, "RunInstancesResponse.reservationId")]
    [TestCase("<name>pending</name>", "<name>hot</name>", "", "", FaultKind.WrongValue, "RunInstancesResponse.instancesSet[0].instanceState.name")]
    [TestCase("<code>0</code>", "<code>0.5</code>", "", "", FaultKind.WrongType, "RunInstancesResponse.instancesSet[0].instanceState.code")]
    [TestCase("2026-11-24T21:20:55.123Z", "1700000000", "", "", FaultKind.WrongType, "RunInstancesResponse.instancesSet[0].launchTime")]
    [TestCase("2026-11-24T21:20:55.123Z", "2026-13-24T21:20:55.123Z", "", "", FaultKind.WrongType, "RunInstancesResponse.instancesSet[0].launchTime")]
    [TestCase("<ebsOptimized>false<", "<ebsOptimized>no<", "", "", FaultKind.WrongType, "RunInstancesResponse.instancesSet[0].ebsOptimized")]
    [TestCase("<key>a</key>", "<key><a>1</a></key>", "", "", FaultKind.WrongType, "RunInstancesResponse.instancesSet[0].tagSet[0].key")]
    [TestCase("<instanceState><code>0</code><name>pending</name></instanceState>", "<instanceState>pending</instanceState>", "", "", FaultKind.WrongType, "RunInstancesResponse.instancesSet[0].instanceState")]
    [TestCase("<requestId>1</requestId>", "", "", "", FaultKind.MissingMember, "RunInstancesResponse.requestId")]
    [TestCase("<RunInstancesResponse", "<RunInstancesResult", "</RunInstancesResponse", "</RunInstancesResult", FaultKind.WrongName, "RunInstancesResponse")]
    [TestCase("http://ec2.amazonaws.com/doc/2016-11-15/", "urn:x", "", "", FaultKind.Malformed, "RunInstancesResponse")]
    [TestCase("</RunInstancesResponse>", "", "", "", FaultKind.Malformed, "RunInstancesResponse")]
    public void A_fault_in_XML_of_the_EC2_protocol_is_found(string right, string wrong, string end, string wrongEnd, FaultKind kind, string path) =>
        AssertFound(end.Length > 0 ? Sound.Ec2.Spoilt(end, wrongEnd) : Sound.Ec2, right, wrong, kind, path);

    [TestCase("PolicyArns.member.1", "PolicyArns.1", FaultKind.WrongName, "AssumeRoleRequest.PolicyArns.member")]
    [TestCase("&RoleSessionName=one", "", FaultKind.MissingMember, "AssumeRoleRequest.RoleSessionName")]
    [TestCase("RoleSessionName=one", "RoleSessionName=o%21e", FaultKind.WrongPattern, "AssumeRoleRequest.RoleSessionName")]
    [TestCase("DurationSeconds=900", "DurationSeconds=899", FaultKind.WrongRange, "AssumeRoleRequest.DurationSeconds")]
    [TestCase("RoleSessionName=one", "RoleSessionName=o", FaultKind.WrongLength, "AssumeRoleRequest.RoleSessionName")]
    [TestCase("<SessionToken>t</SessionToken>", "", FaultKind.MissingMember, "AssumeRoleResponse.AssumeRoleResult.Credentials.SessionToken")]
    [TestCase("<PackedPolicySize>1</PackedPolicySize>", "<packedPolicySize>1</packedPolicySize>", FaultKind.WrongName, "AssumeRoleResponse.AssumeRoleResult.packedPolicySize")]
    [TestCase("AssumeRoleResult>", "AssumeRole>", FaultKind.MissingMember, "AssumeRoleResponse.AssumeRoleResult")]
    [TestCase("<RequestId>1</RequestId>", "", FaultKind.MissingMember, "AssumeRoleResponse.RequestId")]
    public void A_fault_in_the_query_protocol_is_found(string right, string wrong, FaultKind kind, string path) => AssertFound(Sound.Sts, right, wrong, kind, path);

    [TestCase("\"DocumentName\":\"AWS-RunShellScript\",", "", FaultKind.MissingMember, "SendCommandRequest.DocumentName")]
    [TestCase("\"DocumentName\":\"AWS-RunShellScript\",", "\"DocumentName\":null,", FaultKind.MissingMember, "SendCommandRequest.DocumentName")]
    [TestCase("\"Comment\"", "\"comment\"", FaultKind.WrongName, "SendCommandRequest.comment")]
    [TestCase("\"Comment\"", "\"Colour\"", FaultKind.UnknownMember, "SendCommandRequest.Colour")]
    [TestCase("\"TimeoutSeconds\":30", "\"TimeoutSeconds\":29", FaultKind.WrongRange, "SendCommandRequest.TimeoutSeconds")]
    [TestCase("\"TimeoutSeconds\":30", "\"TimeoutSeconds\":\"30\"", FaultKind.WrongType, "SendCommandRequest.TimeoutSeconds")]
    [TestCase("\"TimeoutSeconds\":30", "\"TimeoutSeconds\":30.5", FaultKind.WrongType, "SendCommandRequest.TimeoutSeconds")]
    [TestCase("\"CloudWatchOutputEnabled\":true", "\"CloudWatchOutputEnabled\":\"true\"", FaultKind.WrongType, "SendCommandRequest.CloudWatchOutputConfig.CloudWatchOutputEnabled")]
    [TestCase("\"commands\":[\"true\"]", "\"commands\":\"true\"", FaultKind.WrongType, "SendCommandRequest.Parameters[commands]")]
    [TestCase("[\"true\"]", "[1]", FaultKind.WrongType, "SendCommandRequest.Parameters[commands][0]")]
    [TestCase("\"AWS-RunShellScript\"", "\"AWS RunShellScript\"", FaultKind.WrongPattern, "SendCommandRequest.DocumentName")]
    [TestCase("00000000-0000-0000-0000-000000000000", "0", FaultKind.WrongLength, "SendCommandResponse.Command.CommandId")]
    [TestCase("\"Pending\"", "\"Thinking\"", FaultKind.WrongValue, "SendCommandResponse.Command.Status")]
    [TestCase("1700000000.123", "1700000000123", FaultKind.WrongType, "SendCommandResponse.Command.RequestedDateTime")]
    [TestCase("1700000000.123", "\"2026-11-24T21:20:55Z\"", FaultKind.WrongType, "SendCommandResponse.Command.RequestedDateTime")]
    [TestCase("{\"Command\":", "{\"Command\":{},\"Command\":", FaultKind.Malformed, "SendCommandResponse")]
    [TestCase("{\"Command\":", "", FaultKind.Malformed, "SendCommandResponse")]
    public void A_fault_in_the_JSON_protocol_is_found(string right, string wrong, FaultKind kind, string path) => AssertFound(Sound.Ssm, right, wrong, kind, path);

    [Test]
    public void A_list_that_is_too_long_is_found() => AssertFound(
        Sound.Ssm, "\"InstanceIds\":[\"i-0123456789abcdef0\"],\"T", $"\"InstanceIds\":[{string.Join(',', Enumerable.Repeat("\"i-0123456789abcdef0\"", 51))}],\"T", FaultKind.WrongLength, "SendCommandRequest.InstanceIds");

    [TestCase("InvalidInstanceId", "InvalidFilterKey", FaultKind.UndeclaredError, "SendCommandError.__type")]
    [TestCase("\"__type\"", "\"type\"", FaultKind.Malformed, "SendCommandError")]
    [TestCase("\"Message\"", "\"message\"", FaultKind.WrongName, "SendCommandError.message")]
    [TestCase("\"Message\"", "\"Colour\"", FaultKind.UnknownMember, "SendCommandError.Colour")]
    [TestCase("\"none\"", "1", FaultKind.WrongType, "SendCommandError.Message")]
    [TestCase("\"}", "", FaultKind.Malformed, "SendCommandError")]
    public void A_fault_in_a_JSON_error_is_found(string right, string wrong, FaultKind kind, string path) => AssertFound(Sound.SsmError, right, wrong, kind, path);

    [TestCase("Errors>", "Error>", FaultKind.Malformed)]
    [TestCase("RequestID>", "RequestId>", FaultKind.Malformed)]
    [TestCase("InvalidAMIID.NotFound", "invalidAMIID.NotFound", FaultKind.WrongPattern)]
    [TestCase("<Message>none</Message>", "", FaultKind.Malformed)]
    public void A_fault_in_an_EC2_error_is_found(string right, string wrong, FaultKind kind) =>
        Assert.That(Recorder.Checker().Check(Sound.Ec2Error.Spoilt(right, wrong)).Select(fault => fault.Kind), Does.Contain(kind));

    [TestCase("RegionDisabledException", "IDPRejectedClaim", FaultKind.UndeclaredError, "AssumeRoleError.Code")]
    [TestCase("Sender", "Me", FaultKind.WrongValue, "AssumeRoleError.Type")]
    [TestCase("ErrorResponse", "Response", FaultKind.Malformed, "AssumeRoleError")]
    public void A_fault_in_a_query_error_is_found(string right, string wrong, FaultKind kind, string path) => AssertFound(Sound.StsError, right, wrong, kind, path);

    [Test]
    public void A_service_or_operation_that_no_model_has_is_found()
    {
        var checker = Recorder.Checker();
        Assert.That(checker.Check(Sound.Ssm with { Operation = "SendCommands" }).Select(fault => fault.Kind), Has.All.EqualTo(FaultKind.UnknownOperation));
        Assert.That(checker.Check(Sound.Ssm with { Service = "sqs" }).Select(fault => fault.Kind), Has.All.EqualTo(FaultKind.UnknownService));
        Assert.That(checker.Check(Sound.SsmError with { Status = 302 }).Select(fault => fault.Kind), Does.Contain(FaultKind.WrongStatus));
    }

    [Test]
    public void A_wrong_request_is_the_senders_fault_where_it_was_refused_and_the_services_where_it_was_not()
    {
        var wrong = Sound.Ec2.Spoilt("MinCount=1&", "");
        Assert.That(Recorder.Checker().Check(wrong), Is.Not.Empty);
        Assert.That(Recorder.Checker().Check(wrong with { Status = 400, AnswerBody = Sound.Ec2Error.AnswerBody }), Is.Empty);
    }

    private static void AssertFound(WireExchange exchange, string right, string wrong, FaultKind kind, string path)
    {
        var spoilt = exchange.Spoilt(right, wrong);
        var checker = Recorder.Checker();
        Assert.That(checker.CheckRequest(spoilt).Concat(checker.CheckAnswer(spoilt)).Select(fault => (fault.Kind, fault.Path)), Does.Contain((kind, path)));
    }
}
