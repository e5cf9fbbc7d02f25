using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Fleetyard.Images.Registry;

/// <summary>What a registry wants to know first: RFC 9110 section 11.6.1, and distribution's "Token Authentication Specification".</summary>
/// <param name="Scheme">Bearer or Basic.</param>
/// <param name="Realm">Of Bearer, where tokens are given.</param>
/// <param name="Service">Of Bearer, whom the token is for.</param>
/// <param name="Scope">Of Bearer, what the token is to allow.</param>
internal sealed partial record AuthenticationChallenge(string Scheme, string? Realm, string? Service, string? Scope)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The challenge to answer: a token is worth less to a thief than a password.</summary>
    public static AuthenticationChallenge? Of(HttpResponseMessage response)
    {
        var all = response.Headers.WwwAuthenticate.Select(Read).ToArray();
        return Array.Find(all, challenge => challenge.IsBearer) ?? Array.Find(all, challenge => challenge.IsBasic);
    }

    private static AuthenticationChallenge Read(AuthenticationHeaderValue header)
    {
        var parameters = Parameters().Matches(header.Parameter ?? "")
            .DistinctBy(match => match.Groups["name"].Value.ToLowerInvariant())
            .ToDictionary(match => match.Groups["name"].Value, match => Escaped().Replace(match.Groups["value"].Value, "$1"), StringComparer.OrdinalIgnoreCase);
        return new AuthenticationChallenge(header.Scheme, parameters.GetValueOrDefault("realm"), parameters.GetValueOrDefault("service"), parameters.GetValueOrDefault("scope"));
    }

    [GeneratedRegex("""(?<name>[A-Za-z]+)\s*=\s*(?:"(?<value>(?:[^"\\]|\\.)*)"|(?<value>[^\s,"]+))""")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}
