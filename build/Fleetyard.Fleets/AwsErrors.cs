using System.Globalization;
using Amazon.Runtime;

namespace Fleetyard.Fleets;

/// <summary>What AWS answered in place of what was asked: its code, its words, the request's id, and what to do.</summary>
/// <remarks>The codes are those of "Error codes for the Amazon EC2 API", whose case differs from page to page.</remarks>
public static class AwsErrors
{
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
            ["MaxSpotInstanceCountExceeded", "VcpuLimitExceeded", "InstanceLimitExceeded", "VolumeLimitExceeded", "MaxIOPSLimitExceeded", "AddressLimitExceeded", "NetworkInterfaceLimitExceeded", "SecurityGroupLimitExceeded"]),
        ("name fewer groups in instance.securityGroups",
            ["SecurityGroupsPerInstanceLimitExceeded", "SecurityGroupsPerInterfaceLimitExceeded"]),
        ("check the recipe's source: the AMI must be in the region and shared with the account",
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
            ["InvalidParameterValue", "InvalidParameterCombination", "InvalidParameter", "MissingParameter", "InvalidInput", "InvalidInputException", "ValidationError", "ValidationException"]),
        ("check instance.types: the region or the zone does not have it",
            ["InvalidInstanceType", "InvalidInstanceAttributeValue"]),
        ("shorten the recipe's user data",
            ["InvalidUserData.Malformed"]),
        ("give the caller this permission; --target=IamPolicy prints all that the recipe needs",
            ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"]),
        ("renew the credentials",
            ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "SignatureDoesNotMatch"]),
        ("wait some minutes",
            ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException", "ResourceCountExceeded", "ServiceUnavailable", "Unavailable", "InternalError", "InternalFailure", "InternalException"]),
        ("say --force to begin another run: this one's launch was asked for with other values before",
            ["IdempotentParameterMismatch", "IdempotentInstanceTerminated"]),
        ("settle it with AWS Support",
            ["PendingVerification", "Blocked", "AccountDisabled"]),
    ];

    private static readonly Dictionary<string, string> ToDo = Advices
        .SelectMany(advice => advice.Codes.Select(code => KeyValuePair.Create(code, advice.ToDo)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What AWS answered and what to do, as the end of a sentence: <c>AWS answered VcpuLimitExceeded: … (request 1); ask for …, and run the same command again.</c></summary>
    public static string Told(AmazonServiceException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return $"AWS answered {Answer(error)}; {Advice(error.ErrorCode)}, and run the same command again.";
    }

    /// <summary>The code, AWS's words and the request's id: <c>VcpuLimitExceeded: You have … (request 1)</c>.</summary>
    public static string Answer(AmazonServiceException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var code = string.IsNullOrEmpty(error.ErrorCode) ? ((int)error.StatusCode).ToString(CultureInfo.InvariantCulture) : error.ErrorCode;
        return $"{code}: {Words(error.Message)}{(string.IsNullOrEmpty(error.RequestId) ? "" : $" (request {error.RequestId})")}";
    }

    /// <summary>What to do about a code, as a clause without its end.</summary>
    public static string Advice(string? code) => ToDo.GetValueOrDefault(code ?? "", "mend it");

    /// <summary>One line; a refusal's encoded reason is a page of letters that only IAM can read.</summary>
    private static string Words(string message)
    {
        var encoded = message.IndexOf(" Encoded authorization failure message:", StringComparison.Ordinal);
        return (encoded < 0 ? message : message[..encoded]).ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
