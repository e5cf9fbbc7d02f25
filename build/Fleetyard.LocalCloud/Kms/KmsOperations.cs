using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Kms;

/// <summary>The operations of KMS that a fleet's owner needs to see who may use the key of an AMI.</summary>
/// <remarks>Written from the KMS API Reference; no service model was at hand to check it against.</remarks>
internal sealed partial class KmsOperations(Cloud cloud, KmsKeys keys)
{
    private const int MostPolicy = 32768;

    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud)
    {
        var operations = new KmsOperations(cloud, new KmsKeys(cloud));
        return new Dictionary<string, Func<JsonCall, JsonObject>>
        {
            ["CreateKey"] = operations.CreateKey,
            ["CreateAlias"] = operations.CreateAlias,
            ["DescribeKey"] = operations.DescribeKey,
            ["GetKeyPolicy"] = operations.GetKeyPolicy,
            ["PutKeyPolicy"] = operations.PutKeyPolicy,
            ["ListAliases"] = operations.ListAliases,
        };
    }

    private JsonObject CreateKey(JsonCall call)
    {
        if (call.Text("KeySpec") is not (null or "SYMMETRIC_DEFAULT") and var spec)
        {
            throw new AwsFault("UnsupportedOperationException", $"LocalCloud makes symmetric keys, which volumes take, not {spec}.");
        }

        var key = new KmsKeyDocument
        {
            Arn = KmsKeys.KeyArn(call.Region, Guid.NewGuid().ToString()),
            Region = call.Region,
            Policy = call.Text("Policy") is { } policy ? Checked(policy) : KmsKeys.DefaultPolicy(),
            Created = cloud.Now,
            Description = call.Text("Description") ?? "",
        };
        cloud.Store.Put(key.Arn, key);
        return new() { ["KeyMetadata"] = Metadata(key) };
    }

    private JsonObject CreateAlias(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            var name = call.Required("AliasName", "ValidationException");
            if (!Alias().IsMatch(name) || name.StartsWith("alias/aws/", StringComparison.Ordinal))
            {
                throw new AwsFault("InvalidAliasNameException", $"'{name}' is no alias: alias/ and letters, digits, / _ -, and not alias/aws/.");
            }

            var key = Find(call, "TargetKeyId");
            var arn = KmsKeys.AliasArn(call.Region, name);
            if (cloud.Store.Get<KmsAliasDocument>(arn) is not null)
            {
                throw new AwsFault("AlreadyExistsException", $"An alias with the name {arn} already exists");
            }

            cloud.Store.Put(arn, new KmsAliasDocument(arn, call.Region, name, key.Arn));
            return [];
        }
    }

    private JsonObject DescribeKey(JsonCall call) => new() { ["KeyMetadata"] = Metadata(Find(call, "KeyId")) };

    private JsonObject GetKeyPolicy(JsonCall call) => new() { ["Policy"] = Find(call, "KeyId").Policy, ["PolicyName"] = "default" };

    private JsonObject PutKeyPolicy(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            var key = Find(call, "KeyId");
            if (key.IsManaged)
            {
                throw new AwsFault("AccessDeniedException", $"The policy of {key.Arn}, an AWS managed key, cannot be changed; encrypt with a key of your own.");
            }

            cloud.Store.Put(key.Arn, key with { Policy = Checked(call.Required("Policy", "ValidationException")) });
            return [];
        }
    }

    private JsonObject ListAliases(JsonCall call)
    {
        keys.Managed(call.Region);
        var of = call.Text("KeyId") is null ? null : Find(call, "KeyId").Arn;
        var all = cloud.Store.All<KmsAliasDocument>().Where(alias => alias.Region == call.Region && (of is null || alias.KeyArn == of)).ToList();
        var page = Page<KmsAliasDocument>.Of(all, call.Text("Marker"), call.Number("Limit", 1, 100, "ValidationException") ?? 50)
            ?? throw new AwsFault("InvalidMarkerException", $"The marker '{call.Text("Marker")}' is not valid.");
        var answer = new JsonObject
        {
            ["Aliases"] = new JsonArray([.. page.Items.Select(alias => new JsonObject { ["AliasArn"] = alias.Arn, ["AliasName"] = alias.Name, ["TargetKeyId"] = alias.KeyArn[(alias.KeyArn.LastIndexOf('/') + 1)..] })]),
            ["Truncated"] = page.NextToken is not null,
        };
        if (page.NextToken is not null)
        {
            answer["NextMarker"] = page.NextToken;
        }

        return answer;
    }

    private KmsKeyDocument Find(JsonCall call, string member)
    {
        var name = call.Required(member, "ValidationException");
        return keys.Find(call.Region, name) ?? throw new AwsFault("NotFoundException", name.Contains("alias/", StringComparison.Ordinal) ? $"Alias {name} is not found." : $"Key '{name}' does not exist");
    }

    private static string Checked(string policy)
    {
        try
        {
            return policy.Length <= MostPolicy && JsonNode.Parse(policy) is JsonObject read && read["Statement"] is JsonArray or JsonObject
                ? policy
                : throw new AwsFault("MalformedPolicyDocumentException", $"The policy is no JSON object with a Statement, or longer than {MostPolicy} characters.");
        }
        catch (JsonException fault)
        {
            throw new AwsFault("MalformedPolicyDocumentException", $"The policy is no JSON: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static JsonObject Metadata(KmsKeyDocument key) => new()
    {
        ["AWSAccountId"] = key.Arn.Split(':')[4],
        ["KeyId"] = key.KeyId,
        ["Arn"] = key.Arn,
        ["CreationDate"] = JsonCall.Epoch(key.Created),
        ["Enabled"] = true,
        ["Description"] = key.Description,
        ["KeyUsage"] = "ENCRYPT_DECRYPT",
        ["KeyState"] = "Enabled",
        ["Origin"] = "AWS_KMS",
        ["KeyManager"] = key.IsManaged ? "AWS" : "CUSTOMER",
        ["CustomerMasterKeySpec"] = "SYMMETRIC_DEFAULT",
        ["KeySpec"] = "SYMMETRIC_DEFAULT",
        ["EncryptionAlgorithms"] = new JsonArray("SYMMETRIC_DEFAULT"),
        ["MultiRegion"] = false,
    };

    [GeneratedRegex("^alias/[a-zA-Z0-9/_-]{1,250}$")]
    private static partial Regex Alias();
}
