using System.Globalization;
using System.Text;

namespace Fleetyard.Images.Tars;

/// <summary>The records of a PAX extended header: <c>length key=value\n</c>, the length counting itself.</summary>
internal sealed class PaxRecords
{
    /// <summary>Made when there is one: most entries have none.</summary>
    private Dictionary<string, string>? values;

    public string? this[string key] => values?.GetValueOrDefault(key);

    public bool IsSparse { get; private set; }

    /// <summary>Takes the records of a header; later ones win, and an empty value takes a key away.</summary>
    /// <exception cref="FormatException">They are malformed.</exception>
    public void Read(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space is < 1 or > 9
                || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= space + 1 || length > records.Length || records[length - 1] != '\n')
            {
                throw new FormatException("its PAX header has a record of the wrong length");
            }

            var record = records[(space + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals < 1)
            {
                throw new FormatException("its PAX header has a record without a key");
            }

            var key = Encoding.UTF8.GetString(record[..equals]);
            if (record.Length == equals + 1)
            {
                values?.Remove(key);
            }
            else if (key is "path" or "linkpath" or "size" or "GNU.sparse.name" or "GNU.sparse.realsize" or "GNU.sparse.size")
            {
                (values ??= new Dictionary<string, string>(StringComparer.Ordinal))[key] = Encoding.UTF8.GetString(record[(equals + 1)..]);
            }

            // Of the others nothing is kept: a hostile tar has a million headers before one entry.
            IsSparse |= key.StartsWith("GNU.sparse.", StringComparison.Ordinal);
            records = records[length..];
        }
    }

    /// <summary>A number, or null if there is none.</summary>
    /// <exception cref="FormatException">There is one, but it is none of a size.</exception>
    public long? Number(string key) => this[key] is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"its PAX header says {key}={text[..Math.Min(text.Length, 20)]}");
}
