using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>What a caller may do: an identity-based policy, as IAM has it.</summary>
/// <remarks>Source: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements". A deny wins over every allow, and nothing is allowed by itself.</remarks>
public sealed class IdentityPolicy
{
    private static readonly string[] Members = ["Version", "Id", "Statement"];
    private readonly IReadOnlyList<PolicyStatement> statements;

    private IdentityPolicy(IReadOnlyList<PolicyStatement> statements) => this.statements = statements;

    /// <summary>Reads a policy document.</summary>
    /// <param name="name">What to call it in a fault: the file's name.</param>
    /// <param name="json">The document.</param>
    /// <exception cref="LocalCloudException">It is no policy, or asks for something that LocalCloud does not evaluate.</exception>
    public static IdentityPolicy Parse(string name, string json)
    {
        try
        {
            var document = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new FormatException("it is no JSON object");
            if (document.Select(member => member.Key).FirstOrDefault(member => !Members.Contains(member)) is { } unknown)
            {
                throw new FormatException($"'{unknown}' is no element of a policy");
            }

            if ((string?)document["Version"] != "2012-10-17")
            {
                throw new FormatException("its Version is not 2012-10-17");
            }

            var statements = document["Statement"] switch
            {
                JsonObject one => [one],
                JsonArray { Count: > 0 } many => many.Select(one => one as JsonObject ?? throw new FormatException("a statement is no object")).ToList(),
                _ => throw new FormatException("it has no Statement"),
            };
            return new([.. statements.Select(PolicyStatement.Read)]);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw new LocalCloudException($"The policy {name} cannot be used: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; give an identity-based policy of IAM, such as --target=IamPolicy prints.", fault);
        }
    }

    /// <summary>Whether an access is allowed.</summary>
    public bool Allows(Access access)
    {
        var matching = statements.Where(statement => statement.Matches(access)).ToList();
        return matching.Count > 0 && matching.All(statement => statement.IsAllow);
    }
}
