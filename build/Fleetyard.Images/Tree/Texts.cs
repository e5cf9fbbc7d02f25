using System.Buffers.Binary;
using System.Text;

namespace Fleetyard.Images.Tree;

/// <summary>Names and link targets as UTF-8, in chunks, each behind its length; 0 is the empty text.</summary>
/// <remarks>What is no UTF-8 in a tar has U+FFFD in its place here, one for each wrong sequence; names that become equal by that are one name.</remarks>
internal sealed class Texts
{
    /// <summary>The longest text: 4096 characters of three bytes each.</summary>
    public const int Longest = 3 * 4096;

    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;
    private const int LengthSize = sizeof(ushort);

    private readonly List<byte[]> chunks = [new byte[ChunkSize]];
    private int used = LengthSize;

    /// <summary>The chunks and how much of the last one is used.</summary>
    public (IReadOnlyList<byte[]> Chunks, int Used) Parts => (chunks, used);

    public ReadOnlySpan<byte> this[int at]
    {
        get
        {
            var chunk = chunks[at >> ChunkBits].AsSpan(at & (ChunkSize - 1));
            return chunk.Slice(LengthSize, BinaryPrimitives.ReadUInt16LittleEndian(chunk));
        }
    }

    public string Text(int at) => Encoding.UTF8.GetString(this[at]);

    public int Add(ReadOnlySpan<byte> text)
    {
        if (used + LengthSize + text.Length > ChunkSize)
        {
            chunks.Add(new byte[ChunkSize]);
            used = 0;
        }

        var at = ((chunks.Count - 1) << ChunkBits) + used;
        var place = chunks[^1].AsSpan(used);
        BinaryPrimitives.WriteUInt16LittleEndian(place, checked((ushort)text.Length));
        text.CopyTo(place[LengthSize..]);
        used += LengthSize + text.Length;
        return at;
    }

    /// <summary>Takes the chunks of another one, which is not to be used any more.</summary>
    /// <returns>How much larger its places are from now on.</returns>
    public int Adopt(Texts other)
    {
        var moved = chunks.Count << ChunkBits;
        chunks.AddRange(other.chunks);
        used = other.used;
        return moved;
    }
}
