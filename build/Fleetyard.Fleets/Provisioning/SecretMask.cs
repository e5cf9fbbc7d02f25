using System.Text.RegularExpressions;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Takes what looks like a credential out of a line.</summary>
public static partial class SecretMask
{
    /// <summary>The line with <c>***</c> for access key ids, secrets after their names, and tokens in addresses.</summary>
    public static string Over(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return AddressUser().Replace(Named().Replace(AccessKey().Replace(line, "***"), "$1***"), "$1***@");
    }

    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b")]
    private static partial Regex AccessKey();

    [GeneratedRegex(@"((?:secret|password|passwd|token|private[_-]?key)[A-Za-z_]*\s*[=:]\s*)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"(\bhttps?://)[^/\s@]+@")]
    private static partial Regex AddressUser();
}
