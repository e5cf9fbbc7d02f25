using System.Text.RegularExpressions;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>Puts what is known of the request in the place of a policy's variables, such as <c>${aws:username}</c>.</summary>
/// <remarks>Source: IAM user guide, "IAM policy elements: Variables and tags".</remarks>
internal static partial class PolicyVariables
{
    /// <summary>The text without variables; null where one of them is not known, so that the text fits nothing.</summary>
    public static string? Filled(string text, IReadOnlyDictionary<string, IReadOnlyList<string>>? context)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var isKnown = true;
        var filled = Variable().Replace(text, variable =>
        {
            var values = context?.FirstOrDefault(pair => pair.Key.Equals(variable.Groups[1].Value, StringComparison.OrdinalIgnoreCase)).Value;
            isKnown &= values is { Count: 1 };
            return isKnown ? values![0] : "";
        });
        return isKnown ? filled : null;
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Variable();
}
