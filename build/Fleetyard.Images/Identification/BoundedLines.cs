using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>Reads text by lines, whatever their length and number.</summary>
internal static class BoundedLines
{
    private const int LongestLine = 16 * 1024;

    /// <summary>Each line without its end, cut at 16 KiB, until so many bytes are read.</summary>
    public static IEnumerable<string> Read(Stream content, long mostBytes)
    {
        var buffer = new byte[16 * 1024];
        var line = new List<byte>();
        var total = 0L;
        int read;
        while (total < mostBytes && (read = content.Read(buffer)) > 0)
        {
            total += read;
            var begin = 0;
            for (var end = Next(begin); end >= 0; end = Next(begin))
            {
                Append(begin, end);
                yield return Text();
                begin = end + 1;
            }

            Append(begin, read);

            int Next(int from) => Array.IndexOf(buffer, (byte)'\n', from, read - from);
        }

        if (line.Count > 0)
            yield return Text();

        void Append(int from, int to) => line.AddRange(buffer.AsSpan(from, Math.Min(to - from, LongestLine - line.Count)));

        string Text()
        {
            var text = Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Clear();
            return text;
        }
    }
}
