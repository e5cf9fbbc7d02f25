using System.Security.Cryptography;
using System.Text;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>What RunInstances is asked, checked.</summary>
internal sealed record LaunchRequest
{
    private const int MostInstances = 20;
    private const int MostUserData = 16384;

    private static readonly string[] Known =
    [
        "Action", "Version", "DryRun", "MinCount", "MaxCount", "ImageId", "InstanceType", "ClientToken", "IamInstanceProfile", "KeyName", "BlockDeviceMapping",
        "Placement", "InstanceMarketOptions", "CapacityReservationSpecification", "SubnetId", "SecurityGroupId", "SecurityGroup", "NetworkInterface", "Ipv6AddressCount",
        "UserData", "InstanceInitiatedShutdownBehavior", "MetadataOptions", "TagSpecification", "EbsOptimized", "Monitoring",
    ];

    public required int Count { get; init; }
    public required string ImageId { get; init; }
    public required string Type { get; init; }
    public required string? ClientToken { get; init; }

    /// <summary>Tells a retry from another request under the same token.</summary>
    public required string Hash { get; init; }
    public required string? Profile { get; init; }
    public required string? KeyName { get; init; }
    public required LaunchNetwork Network { get; init; }
    public required LaunchMarket Market { get; init; }
    public required string? UserData { get; init; }
    public required string ShutdownBehavior { get; init; }
    public required string HttpTokens { get; init; }
    public required string HttpEndpoint { get; init; }
    public required int HopLimit { get; init; }
    public required IReadOnlyDictionary<string, string> InstanceTags { get; init; }
    public required IReadOnlyDictionary<string, string> VolumeTags { get; init; }

    public static LaunchRequest Read(QueryCall call)
    {
        if (call.Parameters.Keys.FirstOrDefault(name => !Known.Contains(name.Split('.')[0])) is { } unknown)
        {
            throw new AwsFault("UnsupportedOperation", $"LocalCloud does not implement RunInstances with {unknown.Split('.')[0]}.");
        }

        return new()
        {
            Count = CountOf(call),
            ImageId = ResourceIds.Image(call.Required("ImageId")),
            Type = call["InstanceType"] ?? "m1.small",
            ClientToken = Token(call),
            Hash = HashOf(call),
            Profile = ProfileOf(call),
            KeyName = call["KeyName"] is { Length: > 0 } key ? key : null,
            Network = LaunchNetwork.Read(call),
            Market = LaunchMarket.Read(call),
            UserData = CheckedUserData(call["UserData"]),
            ShutdownBehavior = call.OneOf("InstanceInitiatedShutdownBehavior", "stop", "terminate") ?? "stop",
            HttpTokens = call.OneOf("MetadataOptions.HttpTokens", "optional", "required") ?? "optional",
            HttpEndpoint = call.OneOf("MetadataOptions.HttpEndpoint", "enabled", "disabled") ?? "enabled",
            HopLimit = call.Number("MetadataOptions.HttpPutResponseHopLimit", 1, 64) ?? 1,
            InstanceTags = TagRules.For(call, "instance", "volume", "network-interface", "spot-instances-request"),
            VolumeTags = TagRules.For(call, "volume", "instance", "network-interface", "spot-instances-request"),
        };
    }

    /// <exception cref="AwsFault">It is no base64, or more than 16 KB.</exception>
    public static string? CheckedUserData(string? text)
    {
        if (text is null or "")
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            throw new AwsFault("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }

        return length <= MostUserData
            ? text
            : throw new AwsFault("InvalidParameterValue", $"User data is limited to {MostUserData} bytes; it has {length}.");
    }

    /// <summary>As many as there may be: at least MinCount, at most MaxCount.</summary>
    private static int CountOf(QueryCall call)
    {
        call.Required("MinCount");
        call.Required("MaxCount");
        var least = call.Number("MinCount", 1, int.MaxValue)!.Value;
        var most = call.Number("MaxCount", 1, int.MaxValue)!.Value;
        if (least > most)
        {
            throw new AwsFault("InvalidParameterCombination", "The parameter MinCount may not be larger than MaxCount.");
        }

        return least <= MostInstances
            ? Math.Min(most, MostInstances)
            : throw new AwsFault("InstanceLimitExceeded", $"LocalCloud launches up to {MostInstances} instances a call; MinCount is {least}.");
    }

    private static string? Token(QueryCall call) => call["ClientToken"] is not { Length: > 64 }
        ? call["ClientToken"]
        : throw new AwsFault("InvalidParameterValue", "Value for parameter clientToken is invalid. Client token can be up to 64 ASCII characters.");

    private static string? ProfileOf(QueryCall call)
    {
        var (name, arn) = (call["IamInstanceProfile.Name"], call["IamInstanceProfile.Arn"]);
        if (name is not null && arn is not null)
        {
            throw new AwsFault("InvalidParameterCombination", "The parameter iamInstanceProfile.name may not be used in combination with iamInstanceProfile.arn");
        }

        return name ?? arn?[(arn.LastIndexOf('/') + 1)..];
    }

    private static string HashOf(QueryCall call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', call.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")))));
}
