using System.Net;

namespace Fleetyard.LocalCloud.Http;

/// <summary>The form that a request of the EC2 or query protocol is.</summary>
internal static class QueryForm
{
    /// <exception cref="AwsFault">It is no form, or says a thing twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string body)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var part in body.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !IsEscaped(part))
            {
                throw new AwsFault("MalformedQueryString", "The query string contains a syntax error: send name=value pairs, percent-encoded, with & between them.");
            }

            if (!parameters.TryAdd(WebUtility.UrlDecode(part[..equals]), WebUtility.UrlDecode(part[(equals + 1)..])))
            {
                throw new AwsFault("MalformedQueryString", $"The parameter {WebUtility.UrlDecode(part[..equals])} is there more than once.");
            }
        }

        return parameters;
    }

    private static bool IsEscaped(string part)
    {
        for (var at = part.IndexOf('%', StringComparison.Ordinal); at >= 0; at = part.IndexOf('%', at + 1))
        {
            if (at + 2 >= part.Length || !char.IsAsciiHexDigit(part[at + 1]) || !char.IsAsciiHexDigit(part[at + 2]))
            {
                return false;
            }
        }

        return true;
    }
}
