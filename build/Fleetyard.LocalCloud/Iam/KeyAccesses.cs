using Fleetyard.LocalCloud.Kms;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>What a call wants to do with KMS keys: IAM knows a key by its id, whatever the call named it by.</summary>
internal sealed class KeyAccesses(Cloud cloud)
{
    /// <summary>What EC2 does with the key of a volume or snapshot, in the caller's name ("Requirements for Amazon EBS encryption").</summary>
    private static readonly string[] ByEc2 = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"];

    public Access Of(string action, string region, string name)
    {
        var arn = new KmsKeys(cloud).Find(region, name)?.Arn ?? (name.StartsWith("arn:", StringComparison.Ordinal) ? name : KmsKeys.KeyArn(region, name));
        return new(action, arn)
        {
            Context = new Dictionary<string, IReadOnlyList<string>>
            {
                ["aws:RequestedRegion"] = [region],
                ["kms:ResourceAliases"] = [.. cloud.Store.All<KmsAliasDocument>().Where(alias => alias.KeyArn == arn).Select(alias => alias.Name)],
            },
        };
    }

    public IEnumerable<Access> Encrypting(string region, string name) =>
    [
        .. ByEc2.Select(action => With(Of(action, region, name), "kms:ViaService", $"ec2.{region}.amazonaws.com")),
        With(Of("kms:CreateGrant", region, name), "kms:GrantIsForAWSResource", "true"),
    ];

    private static Access With(Access access, string key, string value) =>
        access with { Context = new Dictionary<string, IReadOnlyList<string>>(access.Context) { [key] = [value] } };
}
