using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets;

/// <summary>What AWS answered in place of what was asked: its code, its words, the request's id, and what to do.</summary>
/// <remarks>The codes are those of "Error codes for the Amazon EC2 API", whose case differs from page to page.</remarks>
public static class AwsErrors
{
    private const string Wait = "wait some minutes", Unknown = "mend it";

    private static readonly (string ToDo, string[] Codes)[] Advices =
    [
        ("name further types in instance.types, or further instance.subnets or instance.availabilityZones",
            ["InsufficientInstanceCapacity", "InsufficientCapacity", "InsufficientVolumeCapacity"]),
        ("free room on the Dedicated Host or name another in instance.host",
            ["InsufficientHostCapacity", "InsufficientCapacityOnHost"]),
        ("enlarge the capacity reservation or name another in instance.capacityReservation",
            ["ReservationCapacityExceeded", "InsufficientReservedInstanceCapacity", "InsufficientReservedInstancesCapacity"]),
        ("name a subnet with free addresses in instance.subnets",
            ["InsufficientFreeAddressesInSubnet", "InsufficientAddressCapacity", "PrivateIpAddressLimitExceeded"]),
        ("name a type, zone or option that goes with the others in the recipe's instance",
            ["Unsupported", "UnsupportedOperation", "UnsupportedHostConfiguration", "UnsupportedTenancy"]),
        ("raise instance.spot.maxPrice, or leave it out to pay up to the on-demand price",
            ["SpotMaxPriceTooLow"]),
        ("ask for a higher quota in Service Quotas, or end what is no longer needed",
            ["MaxSpotInstanceCountExceeded", "VcpuLimitExceeded", "InstanceLimitExceeded", "VolumeLimitExceeded", "MaxIOPSLimitExceeded", "AddressLimitExceeded", "NetworkInterfaceLimitExceeded", "SecurityGroupLimitExceeded", "SnapshotLimitExceeded", "ResourceLimitExceeded", "AccountLimitExceededException"]),
        ("name fewer groups in instance.securityGroups",
            ["SecurityGroupsPerInstanceLimitExceeded", "SecurityGroupsPerInterfaceLimitExceeded"]),
        ("see that the AMI is there: one that a source names must be in the region and shared with the account",
            ["InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable"]),
        ("accept the product's terms in AWS Marketplace, or choose another source",
            ["OptInRequired", "MarketplaceAccessDenied"]),
        ("check instance.subnets: the subnet must be in the region and the account",
            ["InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed", "InvalidSubnet", "SubnetNotFound"]),
        ("check instance.securityGroups: a group must be of the subnet's VPC",
            ["InvalidGroup.NotFound", "InvalidSecurityGroupID.NotFound", "InvalidGroupId.Malformed", "InvalidSecurityGroup.NotFound", "InvalidGroup.InUse"]),
        ("name subnets in instance.subnets: the account has no default VPC there",
            ["VPCIdNotSpecified", "DefaultVpcDoesNotExist", "DefaultSubnetDoesNotExistInAvailabilityZone", "MissingInput"]),
        ("check instance.availabilityZones against the region",
            ["InvalidAvailabilityZone", "InvalidZone.NotFound"]),
        ("check instance.host",
            ["InvalidHostID.NotFound", "InvalidHostID.Malformed", "InvalidHostState", "InvalidHostConfiguration"]),
        ("check instance.capacityReservation: it must be active and of the type and zone",
            ["InvalidCapacityReservationId.NotFound", "InvalidCapacityReservationId.Malformed", "InvalidCapacityReservationState", "CapacityReservationNotFound"]),
        ("check the size, type, iops, throughput and device of the recipe's volumes",
            ["InvalidBlockDeviceMapping", "InvalidParameterDependency", "UnknownVolumeType", "InvalidVolume.ZoneMismatch"]),
        ("check the recipe's KMS keys: enabled, in the region, and usable by the caller",
            ["InvalidKMSKey.InvalidState", "KMSKeyNotAccessibleFault", "InvalidKmsKeyId", "NotFoundException", "KMSInvalidStateException"]),
        ("check the recipe's values against each other",
            ["InvalidParameterValue", "InvalidParameterCombination", "InvalidParameter", "MissingParameter", "InvalidInput", "InvalidInputException", "InvalidRequest", "ValidationError", "ValidationException"]),
        ("check instance.types: the region or the zone does not have it",
            ["InvalidInstanceType", "InvalidInstanceAttributeValue"]),
        ("check ami.name",
            ["InvalidAMIName.Malformed"]),
        ("name fewer tags in the recipe",
            ["TagLimitExceeded"]),
        ("check the organizations and accounts that the recipe's ami names",
            ["InvalidAMIAttributeItemValue", "InvalidUserID.Malformed"]),
        ("see in the console what became of it",
            ["InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", "IncorrectInstanceState", "IncorrectState", "InvalidSnapshot.NotFound", "ResourceNotFoundException", "InvalidCommandId", "InvocationDoesNotExist"]),
        ("see what forbids it, such as a protection of it or a setting of the account",
            ["OperationNotPermitted"]),
        ("give the account's fleet, project or AMI of that name another name, or delete it",
            ["ResourceAlreadyExistsException", "InvalidAMIName.Duplicate"]),
        ("see that the instance runs and its SSM agent is online: the instance profile needs AmazonSSMManagedInstanceCore, the subnet a way to SSM",
            ["InvalidInstanceId"]),
        ("see that the document may be used in the region, or set instance.remote to ssh",
            ["InvalidDocument"]),
        ("choose a source AMI of Linux",
            ["UnsupportedPlatformType"]),
        ("shorten the recipe's scripts",
            ["MaxDocumentSizeExceeded"]),
        ("check the recipe's scripts and their timeout",
            ["InvalidParameters"]),
        ("check source.release, or name owner and namePattern there",
            ["ParameterNotFound", "ParameterVersionNotFound"]),
        ("read the build's log in the CodeBuild console",
            ["InvalidParameterException"]),
        ("report it, since the recipe has no part in it",
            ["DuplicateInstanceId", "InvalidDocumentVersion", "InvalidOutputFolder", "InvalidRole", "InvalidNotificationConfig", "InvalidPluginName", "InvalidKeyId", "InvalidFilterKey", "InvalidInstanceInformationFilterValue", "InvalidNextToken"]),
        ("enable the region for the account, or name another",
            ["RegionDisabledException"]),
        ("shorten the recipe's user data",
            ["InvalidUserData.Malformed"]),
        ("give the caller this permission; --target=IamPolicy prints all that the recipe needs",
            ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"]),
        ("renew the credentials",
            ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "SignatureDoesNotMatch"]),
        (Wait,
            ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException", "ResourceCountExceeded", "ConcurrentSnapshotLimitExceeded", "ServiceUnavailable", "ServiceUnavailableException", "Unavailable", "InternalError", "InternalServerError", "InternalFailure", "InternalException"]),
        ("say --force to begin another run: this one's launch was asked for with other values before",
            ["IdempotentParameterMismatch", "IdempotentInstanceTerminated"]),
        ("settle it with AWS Support",
            ["PendingVerification", "Blocked", "AccountDisabled"]),
    ];

    private static readonly Dictionary<string, string> ToDo = Advices
        .SelectMany(advice => advice.Codes.Select(code => KeyValuePair.Create(code, advice.ToDo)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What AWS answered about what, and what to do: <c>fleet sample: AWS answered AccountLimitExceededException: … (request 1); ask for …, and run the same command again.</c></summary>
    public static string Told(AmazonServiceException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return $"{(AwsAnswer.About(error) is { } what ? $"{what}: " : "")}AWS answered {Answer(error)}; {Advice(error)}, and run the same command again.";
    }

    /// <summary>The code, AWS's words and the request's id: <c>VcpuLimitExceeded: You have … (request 1)</c>.</summary>
    public static string Answer(AmazonServiceException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var code = string.IsNullOrEmpty(error.ErrorCode) ? ((int)error.StatusCode).ToString(CultureInfo.InvariantCulture) : error.ErrorCode;
        return $"{code}: {Words(error.Message)}{(string.IsNullOrEmpty(error.RequestId) ? "" : $" (request {error.RequestId})")}";
    }

    /// <summary>Why something failed, in one line: AWS's answer as <see cref="Answer"/> tells it, or else the exception's words.</summary>
    public static string Reason(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error is AmazonServiceException aws ? Answer(aws) : Words(error.Message);
    }

    /// <summary>Whether the service or the region is why, whoever calls: it is down, has too much to do, or is not enabled.</summary>
    public static bool IsOfService(AmazonServiceException error) =>
        error is { ErrorCode: "RegionDisabledException" } || Refusals.IsPassing(error, CancellationToken.None);

    /// <summary>What to do about a code, as a clause without its end.</summary>
    public static string Advice(string? code) => ToDo.GetValueOrDefault(code ?? "", Unknown);

    private static string Advice(AmazonServiceException error) =>
        Advice(error.ErrorCode) is var advice && advice == Unknown && error.StatusCode >= HttpStatusCode.InternalServerError ? Wait : advice;

    /// <summary>One line; a refusal's encoded reason is a page of letters that only IAM can read.</summary>
    private static string Words(string message)
    {
        var encoded = message.IndexOf(" Encoded authorization failure message:", StringComparison.Ordinal);
        return (encoded < 0 ? message : message[..encoded]).ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
