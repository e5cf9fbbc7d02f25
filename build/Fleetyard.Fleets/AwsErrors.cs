using System.Globalization;
using Amazon.Runtime;

namespace Fleetyard.Fleets;

/// <summary>What AWS answered in place of what was asked: its code, its words, the request's id, and what to do.</summary>
/// <remarks>The codes are those of "Error codes for the Amazon EC2 API", whose case differs from page to page.</remarks>
public static class AwsErrors
{
    private static readonly Dictionary<string, string> ToDo = new(
        Of("name further types in instance.types, or further subnets or zones in instance.placement", "InsufficientInstanceCapacity", "InsufficientCapacity", "InsufficientVolumeCapacity")
            .Concat(Of("free room on the Dedicated Host or name another in instance.placement.hostId", "InsufficientHostCapacity", "InsufficientCapacityOnHost"))
            .Concat(Of("enlarge the capacity reservation or name another in instance.placement.capacityReservationId", "ReservationCapacityExceeded", "InsufficientReservedInstanceCapacity", "InsufficientReservedInstancesCapacity"))
            .Concat(Of("name a subnet with free addresses in instance.placement.subnetIds", "InsufficientFreeAddressesInSubnet", "InsufficientAddressCapacity", "PrivateIpAddressLimitExceeded"))
            .Concat(Of("name a type, zone or option that goes with the others in the recipe's instance", "Unsupported", "UnsupportedOperation", "UnsupportedHostConfiguration", "UnsupportedTenancy"))
            .Concat(Of("raise instance.spotMaxPrice, or leave it out to pay up to the on-demand price", "SpotMaxPriceTooLow"))
            .Concat(Of("ask for a higher quota in Service Quotas, or end what is no longer needed", "MaxSpotInstanceCountExceeded", "VcpuLimitExceeded", "InstanceLimitExceeded", "VolumeLimitExceeded", "MaxIOPSLimitExceeded", "AddressLimitExceeded", "NetworkInterfaceLimitExceeded", "SecurityGroupLimitExceeded"))
            .Concat(Of("name fewer groups in instance.placement.securityGroupIds", "SecurityGroupsPerInstanceLimitExceeded", "SecurityGroupsPerInterfaceLimitExceeded"))
            .Concat(Of("check the recipe's source: the AMI must be in the region and shared with the account", "InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable"))
            .Concat(Of("accept the product's terms in AWS Marketplace, or choose another source", "OptInRequired", "MarketplaceAccessDenied"))
            .Concat(Of("check instance.placement.subnetIds: the subnet must be in the region and the account", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed", "InvalidSubnet", "SubnetNotFound"))
            .Concat(Of("check instance.placement.securityGroupIds: a group must be of the subnet's VPC", "InvalidGroup.NotFound", "InvalidSecurityGroupID.NotFound", "InvalidGroupId.Malformed", "InvalidSecurityGroup.NotFound", "InvalidGroup.InUse"))
            .Concat(Of("name subnets in instance.placement.subnetIds: the account has no default VPC there", "VPCIdNotSpecified", "DefaultVpcDoesNotExist", "DefaultSubnetDoesNotExistInAvailabilityZone", "MissingInput"))
            .Concat(Of("check instance.placement.availabilityZones against the region", "InvalidAvailabilityZone", "InvalidZone.NotFound"))
            .Concat(Of("check instance.placement.hostId", "InvalidHostID.NotFound", "InvalidHostID.Malformed", "InvalidHostState", "InvalidHostConfiguration"))
            .Concat(Of("check instance.placement.capacityReservationId: it must be active and of the type and zone", "InvalidCapacityReservationId.NotFound", "InvalidCapacityReservationId.Malformed", "InvalidCapacityReservationState", "CapacityReservationNotFound"))
            .Concat(Of("check the size, type, iops, throughput and device of the recipe's volumes", "InvalidBlockDeviceMapping", "InvalidParameterDependency", "UnknownVolumeType", "InvalidVolume.ZoneMismatch"))
            .Concat(Of("check the recipe's KMS keys: enabled, in the region, and usable by the caller", "InvalidKMSKey.InvalidState", "KMSKeyNotAccessibleFault", "InvalidKmsKeyId", "NotFoundException", "KMSInvalidStateException"))
            .Concat(Of("check the recipe's values against each other", "InvalidParameterValue", "InvalidParameterCombination", "InvalidParameter", "MissingParameter", "InvalidInput", "InvalidInputException", "ValidationError", "ValidationException"))
            .Concat(Of("check instance.types: the region or the zone does not have it", "InvalidInstanceType", "InvalidInstanceAttributeValue"))
            .Concat(Of("shorten the recipe's user data", "InvalidUserData.Malformed"))
            .Concat(Of("give the caller this permission; --target=IamPolicy prints all that the recipe needs", "UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"))
            .Concat(Of("renew the credentials", "ExpiredToken", "ExpiredTokenException", "RequestExpired", "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "SignatureDoesNotMatch"))
            .Concat(Of("wait some minutes", "RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException", "ResourceCountExceeded", "ServiceUnavailable", "Unavailable", "InternalError", "InternalFailure", "InternalException"))
            .Concat(Of("say --force to begin another run: this one's launch was asked for with other values before", "IdempotentParameterMismatch", "IdempotentInstanceTerminated"))
            .Concat(Of("settle it with AWS Support", "PendingVerification", "Blocked", "AccountDisabled")),
        StringComparer.OrdinalIgnoreCase);

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

    private static IEnumerable<KeyValuePair<string, string>> Of(string toDo, params string[] codes) => codes.Select(code => KeyValuePair.Create(code, toDo));
}
