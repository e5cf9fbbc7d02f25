using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>Looks for texts in a window of any size through one buffer of fixed size.</summary>
internal static class TextSearch
{
    private const int BufferSize = 64 * 1024;

    /// <summary>How far a found text is read, in bytes: more than any version's text is long.</summary>
    private const int LongestText = 160;

    /// <summary>Every place where one of the words begins; each buffer's places are ordered by word, then by place.</summary>
    public static IEnumerable<FoundText> Find(ByteWindow window, params IReadOnlyList<byte[]> words)
    {
        var buffer = new byte[Math.Min(BufferSize, window.Length)];
        var (at, kept, first) = (0L, 0, 0);
        while (true)
        {
            var filled = kept + window.ReadUpTo(at + kept, buffer.AsSpan(kept));
            var isLast = filled < buffer.Length || at + filled >= window.Length;
            var end = isLast ? filled : filled - LongestText;
            foreach (var word in words)
                for (var place = Next(first, word); place >= 0; place = Next(place + 1, word))
                    yield return Found(buffer.AsSpan(0, filled), place, window.Start + at);

            if (isLast)
                yield break;

            // One byte before the first unread place stays, to tell whether a NUL stands before it.
            kept = filled - end + 1;
            buffer.AsSpan(end - 1, kept).CopyTo(buffer);
            (at, first) = (at + end - 1, 1);

            int Next(int from, byte[] word)
            {
                var reach = Math.Min(end + word.Length - 1, filled);
                var place = from < reach ? buffer.AsSpan(from, reach - from).IndexOf(word) : -1;
                return place < 0 ? -1 : from + place;
            }
        }
    }

    private static FoundText Found(Span<byte> bytes, int place, long start)
    {
        var rest = bytes[place..Math.Min(place + LongestText, bytes.Length)];
        var end = rest.IndexOf((byte)0);
        var text = Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
        return new(start + place, text, place == 0 || bytes[place - 1] == 0, end >= 0);
    }
}
