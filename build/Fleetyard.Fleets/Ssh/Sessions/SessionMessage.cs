using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>A message of a session's data channel: 120 bytes at fixed places, big-endian, and a payload.</summary>
/// <remarks>Source of the places: github.com/aws/session-manager-plugin, src/message/clientmessage.go.</remarks>
internal sealed record SessionMessage
{
    /// <summary>The longest that is read, in bytes; an agent puts 1024 into a message.</summary>
    public const int MostBytes = 32 * 1024;

    private const int TypeAt = 4;
    private const int VersionAt = 36;
    private const int CreatedAt = 40;
    private const int SequenceAt = 48;
    private const int FlagsAt = 56;
    private const int IdAt = 64;
    private const int DigestAt = 80;
    private const int PayloadTypeAt = 112;
    private const int PayloadLengthAt = 116;
    private const int PayloadAt = 120;

    /// <summary>What kind of message it is: one of <see cref="MessageTypes"/>, or one that is not known here.</summary>
    public required string Type { get; init; }

    /// <summary>Its place in its stream, from 0; 0 for what is in no stream.</summary>
    public long Sequence { get; init; }

    /// <summary>Bit 0 marks the first message of a stream, bit 1 the last.</summary>
    public ulong Flags { get; init; }

    /// <summary>Its own id.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>What the payload is.</summary>
    public PayloadType PayloadType { get; init; }

    /// <summary>The payload.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <exception cref="SessionException">It is cut, longer than it says, or its payload has another digest.</exception>
    public static SessionMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var header = bytes.Span;
        var type = header.Length >= VersionAt ? Encoding.UTF8.GetString(header[TypeAt..VersionAt]).Trim('\0', ' ') : "";
        if (type is MessageTypes.Pause or MessageTypes.Start)
        {
            // Session Manager's own, of which the type alone counts.
            return new() { Type = type };
        }

        if (header.Length < PayloadAt || BinaryPrimitives.ReadUInt32BigEndian(header) != PayloadLengthAt)
        {
            throw new SessionException($"a message of {header.Length} bytes has no header of {PayloadLengthAt}");
        }

        var payload = bytes[PayloadAt..];
        if (BinaryPrimitives.ReadUInt32BigEndian(header[PayloadLengthAt..]) != payload.Length)
        {
            throw new SessionException("a message's payload is not as long as it says");
        }

        if (!SHA256.HashData(payload.Span).AsSpan().SequenceEqual(header[DigestAt..PayloadTypeAt]))
        {
            throw new SessionException("a message's payload has another SHA-256 than it says");
        }

        return new()
        {
            Type = type,
            Sequence = BinaryPrimitives.ReadInt64BigEndian(header[SequenceAt..]),
            Flags = BinaryPrimitives.ReadUInt64BigEndian(header[FlagsAt..]),
            Id = new Guid([.. header[(IdAt + 8)..DigestAt], .. header[IdAt..(IdAt + 8)]], bigEndian: true),
            PayloadType = (PayloadType)BinaryPrimitives.ReadUInt32BigEndian(header[PayloadTypeAt..]),
            Payload = payload,
        };
    }

    /// <summary>As it goes over the wire.</summary>
    public byte[] Write(DateTimeOffset created)
    {
        var bytes = new byte[PayloadAt + Payload.Length];
        var header = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32BigEndian(header, PayloadLengthAt);
        header[TypeAt..VersionAt].Fill((byte)' ');
        Encoding.UTF8.GetBytes(Type, header[TypeAt..VersionAt]);
        BinaryPrimitives.WriteUInt32BigEndian(header[VersionAt..], 1);
        BinaryPrimitives.WriteInt64BigEndian(header[CreatedAt..], created.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(header[SequenceAt..], Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(header[FlagsAt..], Flags);

        // A UUID's less significant half comes first.
        var id = Id.ToByteArray(bigEndian: true).AsSpan();
        id[8..].CopyTo(header[IdAt..]);
        id[..8].CopyTo(header[(IdAt + 8)..]);
        SHA256.HashData(Payload.Span, header[DigestAt..PayloadTypeAt]);
        BinaryPrimitives.WriteUInt32BigEndian(header[PayloadTypeAt..], (uint)PayloadType);
        BinaryPrimitives.WriteUInt32BigEndian(header[PayloadLengthAt..], (uint)Payload.Length);
        Payload.Span.CopyTo(header[PayloadAt..]);
        return bytes;
    }
}
