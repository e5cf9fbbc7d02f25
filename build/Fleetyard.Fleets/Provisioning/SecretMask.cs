using System.Buffers;
using System.Collections;
using System.Text.RegularExpressions;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Takes what looks like a credential out of a script's lines, also one that goes over several lines.</summary>
public sealed partial class SecretMask
{
    private const string Hidden = "***";
    private const string Telling = @"secret|passw(?:or)?d|passphrase|\bpass\b|\bpwd\b|_pass\b|_pwd\b|token|api[_-]?key|access[_-]?key|private[_-]?key|credential";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>A line that is made to keep the search busy is hidden whole; the patterns' own bounds make that rare.</summary>
    private const int MostMilliseconds = 2000;

    /// <summary>The most lines of a key block; whatever begins one and does not end it hides no more than these.</summary>
    private const int LongestBlock = 200;

    /// <summary>What a line has in it wherever a pattern below finds something; most lines have none of it.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["secret", "pass", "pwd", "token", "key", "credential", "authorization", "bearer", "://", "akia", "asia", "gh", "github_pat", "iqoj", "fwog", "fqog", "eyj", "=="], StringComparison.OrdinalIgnoreCase);

    private readonly IReadOnlyList<string> known;
    private int blockLines;

    /// <summary>A mask that knows this program's own secrets.</summary>
    public SecretMask()
        : this([])
    {
    }

    /// <summary>A mask that knows further secrets.</summary>
    /// <param name="more">Their values.</param>
    public SecretMask(IEnumerable<string> more) => known = [.. OwnSecrets().Concat(more).Distinct().OrderByDescending(value => value.Length)];

    /// <summary>The line with <c>***</c> in place of credentials: keys and tokens by their shape, values after a telling name, passwords in addresses.</summary>
    public static string Over(string line) => new SecretMask().Next(line);

    /// <summary>The next line of one output, masked; lines inside a private key's block are hidden whole.</summary>
    public string Next(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (blockLines > 0)
        {
            var ends = KeyEnd().Match(line);
            blockLines = ends.Success ? 0 : blockLines - 1;
            return ends.Success ? Hidden + Next(line[(ends.Index + ends.Length)..]) : Hidden;
        }

        line = KeyBlock().Replace(line, Hidden);
        if (KeyBegin().Match(line) is { Success: true } begins)
        {
            blockLines = LongestBlock;
            line = line[..begins.Index] + Hidden;
        }

        // The longest first, since one may hold another.
        foreach (var secret in known)
        {
            line = line.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        try
        {
            return line.AsSpan().ContainsAny(Hints) ? Searched(line) : line;
        }
        catch (RegexMatchTimeoutException)
        {
            return Hidden;
        }
    }

    private static string Searched(string line)
    {
        line = Header().Replace(line, "$1" + Hidden);
        line = AddressUser().Replace(line, "$1" + Hidden + "@");
        line = Shapes().Replace(line, Hidden);
        line = NixSecretKey().Replace(line, Hidden);
        line = YamlLine().Replace(line, "$1" + Hidden);
        return Flag().Replace(Named().Replace(line, "$1" + Hidden), "$1" + Hidden);
    }

    /// <summary>The values of this program's own variables whose names tell of secrets.</summary>
    private static IEnumerable<string> OwnSecrets() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(variable => SecretName().IsMatch((string)variable.Key))
        .Select(variable => (string?)variable.Value ?? "")
        .Where(value => value.Length >= 8);

    [GeneratedRegex("SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|CREDENTIAL|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----.*?-----END [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----")]
    private static partial Regex KeyBlock();

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----")]
    private static partial Regex KeyBegin();

    [GeneratedRegex("-----END [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----")]
    private static partial Regex KeyEnd();

    /// <summary>HTTP's own header of credentials, to the end of the line or of its quotes, and a bearer token wherever it stands.</summary>
    [GeneratedRegex("""(\b(?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?|\bbearer\s{1,4})[^"'\r\n]{8,}""", Options, MostMilliseconds)]
    private static partial Regex Header();

    [GeneratedRegex("""(\b[a-z][a-z0-9+.-]{0,20}://)[^/\s"'<>]{0,500}@""", Options, MostMilliseconds)]
    private static partial Regex AddressUser();

    /// <summary>AWS's access key ids and session tokens, GitHub's tokens, JSON Web Tokens.</summary>
    [GeneratedRegex(@"\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}\b|(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/=]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]+)", RegexOptions.None, MostMilliseconds)]
    private static partial Regex Shapes();

    /// <summary>An Ed25519 secret key is 64 bytes; the public one, which is no secret, is 32.</summary>
    [GeneratedRegex("(?<=:)[A-Za-z0-9+/]{86}==", RegexOptions.None, MostMilliseconds)]
    private static partial Regex NixSecretKey();

    /// <summary>YAML's unquoted value goes to the end of the line.</summary>
    [GeneratedRegex("""^(\s{0,80}(?:-\s{1,4})?[\w.-]{0,64}(?:""" + Telling + """)[\w.-]{0,64}:\s{1,80})(?!["'{\[]).+$""", Options, MostMilliseconds)]
    private static partial Regex YamlLine();

    /// <summary>JSON's, a shell's and an INI file's value after a telling name, in quotes or without; a colon without a space is one only right behind the name.</summary>
    [GeneratedRegex("""((?:""" + Telling + """)(?:[\w.-]{0,64}(?:\\?["'])?\s{0,4}(?:=>?|:(?=[\s"'\\]))\s{0,4}|:))(?:\\"[^"]*"?|"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s"',;&}]+)""", Options, MostMilliseconds)]
    private static partial Regex Named();

    [GeneratedRegex("""((?<![\w-])--?[\w-]{0,64}(?:""" + Telling + """)[\w-]{0,64}\s{1,4})(?!-)(?:"[^"]*"?|'[^']*'?|\S+)""", Options, MostMilliseconds)]
    private static partial Regex Flag();
}
