using System.Net;
using System.Text.Json;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>What KMS says of a key.</summary>
internal static class KmsKey
{
    public const string Id = "0123abcd-0123-0123-0123-0123456789ab";

    public static string Arn(string region) => $"arn:aws:kms:{region}:000000000000:key/{Id}";

    /// <summary>A statement as the AWS console writes it for the account, and one for an organization.</summary>
    public static string Policy(params object[] statements) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = statements.Prepend(new { Effect = "Allow", Principal = new { AWS = "arn:aws:iam::000000000000:root" }, Action = "kms:*", Resource = "*" }),
    });

    /// <summary>Lets KMS know a key whose policy lets an organization use it.</summary>
    public static void Answer(Yard yard, string region, string organization) => Answer(yard, region, new { }, Policy(new
    {
        Effect = "Allow",
        Principal = "*",
        Action = "kms:*",
        Resource = "*",
        Condition = new { StringEquals = new Dictionary<string, string> { ["aws:PrincipalOrgID"] = organization } },
    }));

    /// <summary>Lets KMS know a key with members and a policy of its own.</summary>
    public static void Answer(Yard yard, string region, object members, string policy)
    {
        var metadata = new Dictionary<string, object> { ["KeyId"] = Id, ["Arn"] = Arn(region), ["KeyManager"] = "CUSTOMER", ["KeyState"] = "Enabled", ["Enabled"] = true, ["KeySpec"] = "SYMMETRIC_DEFAULT", ["KeyUsage"] = "ENCRYPT_DECRYPT" };
        foreach (var member in members.GetType().GetProperties())
        {
            metadata[member.Name] = member.GetValue(members)!;
        }

        yard.Wire.Drop("DescribeKey");
        yard.Wire.Drop("GetKeyPolicy");
        yard.Wire.Answer("DescribeKey", HttpStatusCode.OK, JsonSerializer.Serialize(new { KeyMetadata = metadata }), times: 20);
        yard.Wire.Answer("GetKeyPolicy", HttpStatusCode.OK, JsonSerializer.Serialize(new { Policy = policy, PolicyName = "default" }), times: 20);
    }
}
