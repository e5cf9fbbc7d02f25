using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>A CIDR block of one address, the widest that a security group of Fleetyard's opens a port to.</summary>
internal static partial class SingleAddress
{
    public static readonly Rule Rule = new(block => Length(block) is { } length && length == Most(block), "one address as a CIDR block, such as 203.0.113.7/32 or 2001:db8::7/128")
    {
        Reason = block => Length(block) switch
        {
            { } length when length < Most(block) => $"it opens the port to more than one address; name one, with /{Most(block)}",
            _ => IsAddress(block) ? $"an address without its prefix; write {block}/{Most(block)}" : null,
        },
    };

    public static bool IsIpv6(string block) => block.Contains(':', StringComparison.Ordinal);

    /// <summary>Whether a text is an IP address, or a CIDR block of a length that its version has.</summary>
    public static bool IsAddressOrBlock(string text) => IsAddress(text) || Length(text) is not null;

    /// <remarks>.NET takes <c>1</c>, <c>010.0.0.1</c> and <c>fe80::1%eth0</c> for addresses; EC2 does not.</remarks>
    private static bool IsAddress(string text) => IsIpv6(text)
        ? Hexadecimal().IsMatch(text) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
        : Dotted().IsMatch(text);

    /// <summary>The length of a block's prefix; null where the text is no block.</summary>
    private static int? Length(string block) =>
        block.Split('/') is [var address, var length] && IsAddress(address) && length is [_] or [_, _] or [_, _, _]
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= Most(address) ? bits : null;

    private static int Most(string block) => IsIpv6(block) ? 128 : 32;

    [GeneratedRegex(@"\A((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\.(?!\z)|\z)){4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\A[0-9A-Fa-f:]{2,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
