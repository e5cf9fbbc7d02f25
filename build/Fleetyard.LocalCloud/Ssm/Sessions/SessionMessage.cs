using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>A message of a session's data channel: a header of fixed places, big-endian, and a payload.</summary>
/// <remarks>Source: github.com/aws/amazon-ssm-agent, agent/session/contracts/agentmessage.go.</remarks>
internal sealed record SessionMessage(string Type, long Sequence, uint PayloadType, ReadOnlyMemory<byte> Payload)
{
    public const string Input = "input_stream_data";
    public const string Output = "output_stream_data";
    public const string Acknowledge = "acknowledge";
    public const string ChannelClosed = "channel_closed";

    /// <summary>The longest that is taken. Clients and agents put 1024 bytes into a message.</summary>
    public const int MostBytes = 32 * 1024;

    private const int PayloadStart = 120;

    /// <summary>Where the header says that it ends: before the payload's length.</summary>
    private const uint HeaderLength = 116;

    /// <summary>Bit 0 marks the first message of a stream, bit 1 the last.</summary>
    public ulong Flags { get; init; }

    public Guid Id { get; init; } = Guid.NewGuid();

    /// <exception cref="InvalidDataException">It is no such message, or its payload is another than its digest says.</exception>
    public static SessionMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var header = bytes.Span;
        if (header.Length < PayloadStart || BinaryPrimitives.ReadUInt32BigEndian(header) != HeaderLength)
        {
            throw new InvalidDataException("it has no header of 116 bytes");
        }

        var payload = bytes[PayloadStart..];
        if (BinaryPrimitives.ReadUInt32BigEndian(header[(int)HeaderLength..]) != payload.Length)
        {
            throw new InvalidDataException("its payload is not as long as it says");
        }

        return SHA256.HashData(payload.Span).AsSpan().SequenceEqual(header[80..112])
            ? new(Encoding.UTF8.GetString(header[4..36]).Trim('\0', ' '), BinaryPrimitives.ReadInt64BigEndian(header[48..]), BinaryPrimitives.ReadUInt32BigEndian(header[112..]), payload)
            {
                Flags = BinaryPrimitives.ReadUInt64BigEndian(header[56..]),
                Id = new Guid([.. header[72..80], .. header[64..72]], bigEndian: true),
            }
            : throw new InvalidDataException("its payload has another SHA-256 than it says");
    }

    public byte[] Write(DateTimeOffset created)
    {
        var bytes = new byte[PayloadStart + Payload.Length];
        var header = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32BigEndian(header, HeaderLength);
        header[4..36].Fill((byte)' ');
        Encoding.UTF8.GetBytes(Type, header[4..36]);
        BinaryPrimitives.WriteUInt32BigEndian(header[36..], 1);
        BinaryPrimitives.WriteInt64BigEndian(header[40..], created.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(header[48..], Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(header[56..], Flags);

        // The half with the less significant bits comes first.
        var id = Id.ToByteArray(bigEndian: true);
        id.AsSpan(8).CopyTo(header[64..]);
        id.AsSpan(0, 8).CopyTo(header[72..]);
        SHA256.HashData(Payload.Span, header[80..112]);
        BinaryPrimitives.WriteUInt32BigEndian(header[112..], PayloadType);
        BinaryPrimitives.WriteUInt32BigEndian(header[116..], (uint)Payload.Length);
        Payload.Span.CopyTo(header[PayloadStart..]);
        return bytes;
    }
}
