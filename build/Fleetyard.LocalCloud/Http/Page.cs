using System.Globalization;
using System.Text;

namespace Fleetyard.LocalCloud.Http;

/// <summary>A part of a list.</summary>
/// <param name="Items">What is in it.</param>
/// <param name="NextToken">What to ask for the rest with, or null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const string Mark = "localcloud:";

    /// <summary>The part that a token asks for, or null where it is no token of ours.</summary>
    public static Page<T>? Of(IReadOnlyList<T> all, string? token, int size)
    {
        if (Offset(token) is not { } from || from > all.Count)
        {
            return null;
        }

        var rest = from + size < all.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark + (from + size).ToString(CultureInfo.InvariantCulture))) : null;
        return new([.. all.Skip(from).Take(size)], rest);
    }

    private static int? Offset(string? token)
    {
        if (token is null)
        {
            return 0;
        }

        var bytes = new byte[64];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text && text.StartsWith(Mark, StringComparison.Ordinal)
            && int.TryParse(text[Mark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }
}
