using System.Globalization;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>The public parameters that name the providers' AMIs.</summary>
internal static class Parameters
{
    public static JsonObject Get(JsonCall call) => new()
    {
        ["Parameter"] = Parameter(call.Region, call.Required("Name", SsmFault.Validation)) ?? throw new AwsFault("ParameterNotFound", $"Parameter {call.Text("Name")} not found."),
    };

    public static JsonObject GetMany(JsonCall call)
    {
        var names = call.List("Names");
        if (names.Count is < 1 or > 10)
        {
            throw new AwsFault(SsmFault.Validation, "Value at 'names' failed to satisfy constraint: Member must have 1 to 10 elements.");
        }

        var read = names.Distinct().Select(name => (Name: name, Value: Parameter(call.Region, name))).ToList();
        return new()
        {
            ["Parameters"] = new JsonArray([.. read.Where(one => one.Value is not null).Select(one => one.Value)]),
            ["InvalidParameters"] = new JsonArray([.. read.Where(one => one.Value is null).Select(one => JsonValue.Create(one.Name))]),
        };
    }

    /// <summary>The parameters below a path: right below it, or at any depth.</summary>
    public static JsonObject GetByPath(JsonCall call)
    {
        var path = call.Required("Path", SsmFault.Validation);
        if (!path.StartsWith('/'))
        {
            throw new AwsFault(SsmFault.Validation, "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\".");
        }

        if ((call.Body["ParameterFilters"] as JsonArray)?.Count > 0)
        {
            throw new AwsFault("InvalidFilterKey", "LocalCloud's GetParametersByPath takes no ParameterFilters.");
        }

        var isDeep = call.Body["Recursive"]?.GetValue<bool>() == true;
        var below = path.TrimEnd('/') + "/";
        var found = PublicImage.All.Select(image => image.Parameter).OfType<string>()
            .Where(name => name.StartsWith(below, StringComparison.Ordinal) && (isDeep || !name[below.Length..].Contains('/', StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        var page = Page<string>.Of(found, call.Text("NextToken"), call.Number("MaxResults", 1, 10, SsmFault.Validation) ?? 10)
            ?? throw SsmFault.Of("InvalidNextToken", "The specified token isn't valid.");
        var answer = new JsonObject { ["Parameters"] = new JsonArray([.. page.Items.Select(name => Parameter(call.Region, name))]) };
        if (page.NextToken is not null)
        {
            answer["NextToken"] = page.NextToken;
        }

        return answer;
    }

    private static JsonObject? Parameter(string region, string name) => PublicImage.All.FirstOrDefault(image => image.Parameter == name) is { } image
        ? new()
        {
            ["Name"] = name,
            ["Type"] = "String",
            ["Value"] = image.Id,
            ["Version"] = 1,
            ["LastModifiedDate"] = JsonCall.Epoch(DateTimeOffset.Parse(PublicImage.Created, CultureInfo.InvariantCulture)),
            ["DataType"] = "aws:ec2:image",
            ["ARN"] = $"arn:aws:ssm:{region}::parameter{name}",
        }
        : null;
}
