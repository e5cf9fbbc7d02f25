using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What it takes to make the AMI, to copy it, to encrypt it, and to care for it.</summary>
/// <remarks>A setting that the recipe lost is undone under the policy of the recipe that had it.</remarks>
internal sealed class AmiPolicy(RecipeScope scope)
{
    private readonly AmiSettings ami = scope.Recipe.Ami;

    public IEnumerable<PolicyStatement> Statements()
    {
        yield return scope.Ours(new() { Sid = "ImageInstance", Action = ["ec2:CreateImage"], Resource = scope.Home("ec2", "instance/*") });
        yield return scope.Created(new() { Sid = "CreateAmi", Action = ["ec2:CreateImage"], Resource = scope.Home("ec2", "image/*", "snapshot/*") });
        if (scope.Regions.Count > 1)
        {
            yield return scope.Created(new() { Sid = "CopyAmi", Action = ["ec2:CopyImage"], Resource = scope.Everywhere("ec2", "image/*", "snapshot/*") });
        }

        yield return new PolicyStatement { Sid = "TagAmi", Action = ["ec2:CreateTags"], Resource = scope.Everywhere("ec2", "image/*", "snapshot/*") }
            .Where("StringEquals", "ec2:CreateAction", scope.Regions.Count > 1 ? ["CreateImage", "CopyImage"] : ["CreateImage"]);
        yield return scope.Ours(new() { Sid = "ChangeAmi", Action = [.. Changes().Order(StringComparer.Ordinal)], Resource = scope.Everywhere("ec2", "image/*") });
        yield return scope.Ours(new() { Sid = "DeleteSnapshots", Action = ["ec2:DeleteSnapshot"], Resource = scope.Everywhere("ec2", "snapshot/*") });
        foreach (var statement in Encrypt())
        {
            yield return statement;
        }
    }

    private IEnumerable<string> Changes()
    {
        IEnumerable<string> changes = ["ec2:DeregisterImage", "ec2:DescribeImageAttribute", "ec2:ModifyImageAttribute"];
        if (ami.DeprecateAfterDays is not null)
        {
            changes = changes.Concat(["ec2:DisableImageDeprecation", "ec2:EnableImageDeprecation"]);
        }

        return ami.DeregistrationProtection ? changes.Concat(["ec2:DisableImageDeregistrationProtection", "ec2:EnableImageDeregistrationProtection"]) : changes;
    }

    /// <remarks>Source: EBS user guide, "Requirements for Amazon EBS encryption". EC2 uses the key in the caller's name, through a grant.</remarks>
    private IEnumerable<PolicyStatement> Encrypt()
    {
        var instance = scope.Recipe.Instance;
        var keys = new[] { ami.KmsKey, instance.RootVolume.KmsKey }.Concat(instance.ExtraVolumes.Select(volume => volume.KmsKey)).Select(key => (scope.Recipe.Region, Key: key))
            .Concat(scope.Recipe.OtherRegions.Select(other => (other.Region, Key: other.KmsKey)))
            .Where(key => key.Key is not null).Distinct().ToList();
        if (keys.Count == 0)
        {
            yield break;
        }

        IReadOnlyList<string> arns = [.. keys.Select(key => Arn(key.Region, key.Key!)).Distinct()];
        yield return Named(new() { Sid = "LookAtKey", Action = ["kms:DescribeKey", "kms:GetKeyPolicy"], Resource = arns }, keys);
        yield return Named(
            new PolicyStatement { Sid = "EncryptAmi", Action = ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"], Resource = arns }
                .Where("StringEquals", "kms:ViaService", [.. scope.Regions.Select(region => $"ec2.{region}.{scope.Partition.DnsSuffix}")]), keys);
        yield return Named(new PolicyStatement { Sid = "LetVolumesUseKey", Action = ["kms:CreateGrant"], Resource = arns }.Where("Bool", "kms:GrantIsForAWSResource", "true"), keys);
    }

    private string Arn(string region, string key) => key.StartsWith("arn:", StringComparison.Ordinal) && key.Contains(":key/", StringComparison.Ordinal)
        ? key
        : scope.Partition.Arn("kms", region, scope.Account, Alias(key) is null ? $"key/{key}" : "key/*");

    /// <summary>A key that is named by an alias is told by that: IAM knows keys by their ids alone.</summary>
    private static PolicyStatement Named(PolicyStatement statement, IEnumerable<(string Region, string? Key)> keys)
    {
        var all = keys.ToList();
        return all.All(key => Alias(key.Key!) is not null)
            ? statement.Where("ForAnyValue:StringEquals", "kms:ResourceAliases", [.. all.Select(key => Alias(key.Key!)!).Distinct()])
            : statement;
    }

    private static string? Alias(string key) => key.IndexOf("alias/", StringComparison.Ordinal) is var start and >= 0 ? key[start..] : null;
}
