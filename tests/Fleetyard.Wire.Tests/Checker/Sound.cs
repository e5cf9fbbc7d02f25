using Fleetyard.LocalCloud;

namespace Fleetyard.Wire.Tests.Checker;

/// <summary>Exchanges without a fault, one a protocol; a test spoils them.</summary>
internal static class Sound
{
    public static WireExchange Ec2 { get; } = new(
        "ec2", "RunInstances",
        "Action=RunInstances&Version=2016-11-15&MinCount=1&MaxCount=1&ImageId=ami-1&SecurityGroupId.1=sg-1&UserData=AA%3D%3D&InstanceInitiatedShutdownBehavior=stop&DisableApiTermination=false"
            + "&NetworkInterface.1.Ipv6Addresses.1.Ipv6Address=%3A%3A1&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b",
        200,
        """<RunInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><reservationId>r-1</reservationId><instancesSet><item><instanceId>i-1</instanceId><amiLaunchIndex>0</amiLaunchIndex><instanceState><code>0</code><name>pending</name></instanceState><launchTime>2026-11-24T21:20:55.123Z</launchTime><ebsOptimized>false</ebsOptimized><tagSet><item><key>a</key><value>b</value></item></tagSet></item></instancesSet></RunInstancesResponse>""");

    public static WireExchange Ec2Error { get; } = Ec2 with
    {
        Status = 400,
        AnswerBody = "<Response><Errors><Error><Code>InvalidAMIID.NotFound</Code><Message>none</Message></Error></Errors><RequestID>1</RequestID></Response>",
    };

    public static WireExchange Sts { get; } = new(
        "sts", "AssumeRole",
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fx&RoleSessionName=one&DurationSeconds=900&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3A000000000000%3Apolicy%2Fx",
        200,
        """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><PackedPolicySize>1</PackedPolicySize><Credentials><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-24T21:20:55Z</Expiration></Credentials></AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>""");

    public static WireExchange StsError { get; } = Sts with
    {
        Status = 403,
        AnswerBody = """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>RegionDisabledException</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>""",
    };

    public static WireExchange Ssm { get; } = new(
        "ssm", "SendCommand",
        """{"DocumentName":"AWS-RunShellScript","InstanceIds":["i-0123456789abcdef0"],"TimeoutSeconds":30,"Comment":"c","CloudWatchOutputConfig":{"CloudWatchOutputEnabled":true},"Parameters":{"commands":["true"]}}""",
        200,
        """{"Command":{"CommandId":"00000000-0000-0000-0000-000000000000","Status":"Pending","RequestedDateTime":1700000000.123,"TargetCount":1,"InstanceIds":["i-0123456789abcdef0"]}}""");

    public static WireExchange SsmError { get; } = Ssm with { Status = 400, AnswerBody = """{"__type":"InvalidInstanceId","Message":"none"}""" };

    /// <summary>Puts one piece of text in place of another, wherever it stands in the exchange.</summary>
    public static WireExchange Spoilt(this WireExchange exchange, string right, string wrong)
    {
        var spoilt = exchange with
        {
            RequestBody = exchange.RequestBody.Replace(right, wrong, StringComparison.Ordinal),
            AnswerBody = exchange.AnswerBody.Replace(right, wrong, StringComparison.Ordinal),
        };
        return spoilt != exchange ? spoilt : throw new ArgumentException($"The exchange does not hold {right}.", nameof(right));
    }
}
