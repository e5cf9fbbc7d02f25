using System.Buffers.Binary;
using System.Text;
using Fleetyard.Images.Cache;

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

    /// <summary>Whether a text is at a place.</summary>
    public bool Has(int at)
    {
        var inChunk = at & (ChunkSize - 1);
        return at >= 0 && at >> ChunkBits < chunks.Count && inChunk + LengthSize <= ChunkSize
            && inChunk + LengthSize + BinaryPrimitives.ReadUInt16LittleEndian(chunks[at >> ChunkBits].AsSpan(inChunk)) <= ChunkSize;
    }

    public void Write(CacheWriter writer)
    {
        writer.Number(chunks.Count);
        writer.Number(used);
        foreach (var chunk in chunks)
        {
            writer.Bytes(chunk.AsSpan(0, chunk == chunks[^1] ? used : ChunkSize));
        }
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Texts Read(CacheReader reader)
    {
        var texts = new Texts();
        var count = reader.Number();
        texts.used = reader.Number();
        CacheReader.Require(texts.used is >= LengthSize and <= ChunkSize);
        for (var at = 0; at < count; at++)
        {
            var chunk = at == 0 ? texts.chunks[0] : new byte[ChunkSize];
            reader.Bytes(chunk.AsSpan(0, at == count - 1 ? texts.used : ChunkSize));
            if (at > 0)
            {
                texts.chunks.Add(chunk);
            }
        }

        return texts;
    }
}
