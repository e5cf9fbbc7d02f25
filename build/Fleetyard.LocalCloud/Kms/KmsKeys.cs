using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.CodeBuild;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Kms;

/// <summary>The keys of the account.</summary>
internal sealed partial class KmsKeys(Cloud cloud)
{
    public const string ManagedAlias = "alias/aws/ebs";

    /// <summary>A key by its id, its ARN, its alias or its alias's ARN; null where there is none in the region.</summary>
    public KmsKeyDocument? Find(string region, string name)
    {
        if (name is ManagedAlias || name == AliasArn(region, ManagedAlias))
        {
            return Managed(region);
        }

        var arn = name.StartsWith("alias/", StringComparison.Ordinal) ? AliasArn(region, name) : name.StartsWith("arn:", StringComparison.Ordinal) ? name : KeyArn(region, name);
        var key = cloud.Store.Get<KmsKeyDocument>(cloud.Store.Get<KmsAliasDocument>(arn)?.KeyArn ?? arn);
        return key?.Region == region ? key : Adopted(region, arn);
    }

    /// <summary>AWS's own key for volumes, which is there from its first use.</summary>
    public KmsKeyDocument Managed(string region)
    {
        var arn = KeyArn(region, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"aws/ebs/{region}"))[..16]).ToString());
        if (cloud.Store.Get<KmsKeyDocument>(arn) is { } there)
        {
            return there;
        }

        var key = new KmsKeyDocument
        {
            Arn = arn,
            Region = region,
            Policy = Policy([AccountStatement]),
            Created = cloud.Now,
            Description = "Default key that protects my EBS volumes when no other key is defined",
            IsManaged = true,
        };
        cloud.Store.Put(arn, key);
        cloud.Store.Put(AliasArn(region, ManagedAlias), new KmsAliasDocument(AliasArn(region, ManagedAlias), region, ManagedAlias, arn));
        return key;
    }

    public static string KeyArn(string region, string id) => $"arn:aws:kms:{region}:{Cloud.AccountId}:key/{id}";

    public static string AliasArn(string region, string name) => $"arn:aws:kms:{region}:{Cloud.AccountId}:{name}";

    /// <summary>The policy that a key has when nobody gave one ("Default key policy" in the KMS developer guide).</summary>
    public static string DefaultPolicy() => Policy([AccountStatement]);

    /// <summary>A key of the recipe's own account: nobody here can read its policy, so the rehearsal takes it to let CodeBuild's organization use it.</summary>
    private KmsKeyDocument? Adopted(string region, string arn)
    {
        if (!cloud.AdoptsUnknownIds || RealKey().Match(arn) is not { Success: true } match || match.Groups["region"].Value != region || match.Groups["account"].Value == Cloud.AccountId)
        {
            return null;
        }

        var organization = Organizations.Arns.TryGetValue(region, out var known) ? known[(known.LastIndexOf('/') + 1)..] : "*";
        var key = new KmsKeyDocument { Arn = arn, Region = region, Policy = Policy([AccountStatement, Shared(organization)]), Created = cloud.Now, Description = "a key that LocalCloud did not make" };
        cloud.Store.Put(arn, key);
        return key;
    }

    private static JsonObject AccountStatement => new()
    {
        ["Sid"] = "Enable IAM User Permissions",
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Cloud.AccountId}:root" },
        ["Action"] = "kms:*",
        ["Resource"] = "*",
    };

    private static JsonObject Shared(string organization) => new()
    {
        ["Sid"] = "CodeBuild",
        ["Effect"] = "Allow",
        ["Principal"] = "*",
        ["Action"] = new JsonArray("kms:DescribeKey", "kms:ReEncrypt*", "kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey*"),
        ["Resource"] = "*",
        ["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["aws:PrincipalOrgID"] = organization } },
    };

    private static string Policy(JsonArray statements) => new JsonObject { ["Version"] = "2012-10-17", ["Id"] = "key-default-1", ["Statement"] = statements }.ToJsonString();

    [GeneratedRegex(@"^arn:aws[a-z-]*:kms:(?<region>[a-z0-9-]+):(?<account>\d{12}):(key/[a-z0-9-]+|alias/[a-zA-Z0-9/_-]+)$")]
    private static partial Regex RealKey();
}
