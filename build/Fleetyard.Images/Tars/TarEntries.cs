using System.Text;

namespace Fleetyard.Images.Tars;

/// <summary>Reads the entries of a tar one after the other; a body that nobody reads is skipped, by seeking where the stream can.</summary>
/// <remarks>
/// ustar, PAX (POSIX.1-2001) and GNU. Offsets are kept, which is why System.Formats.Tar does not do; and what is wrong is told, never guessed.
/// </remarks>
/// <param name="tar">The tar, from its beginning.</param>
/// <param name="what">What it is, for messages.</param>
internal sealed class TarEntries(Stream tar, string what)
{
    /// <summary>Names and PAX headers are short; what claims to be longer is no header.</summary>
    private const int LongestHeader = 1 << 20;

    private readonly byte[] block = new byte[TarHeader.BlockSize];
    private readonly byte[] waste = tar.CanSeek ? [] : new byte[1 << 16];
    private long position;
    private long nextHeader;

    /// <summary>Whether the two empty blocks were seen that end a tar.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>The next entry, or null at the end.</summary>
    /// <exception cref="ImageException">The tar is cut off or broken.</exception>
    public TarEntry? Next(CancellationToken cancellationToken)
    {
        var global = new PaxRecords();
        var local = new PaxRecords();
        string? longName = null, longLink = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SkipTo(nextHeader, cancellationToken);
            if (!ReadHeader())
            {
                return null;
            }

            var header = new TarHeader(block);
            var at = position - TarHeader.BlockSize;
            var size = header.Size ?? throw Broken(at, "its size is no number");
            try
            {
                switch (header.Type)
                {
                    case 'x':
                        local.Read(ReadBody(size, at));
                        continue;
                    case 'g':
                        global.Read(ReadBody(size, at));
                        continue;
                    case 'L':
                        longName = Text(ReadBody(size, at));
                        continue;
                    case 'K':
                        longLink = Text(ReadBody(size, at));
                        continue;
                    case 'V' or 'M' or 'N':
                        // A volume's label, a file's rest from another volume, old long names: nothing that a layer has.
                        nextHeader = Padded(position, size, at);
                        continue;
                    default:
                        return Entry(header, local, longName, longLink, local.Number("size") ?? size, at);
                }
            }
            catch (FormatException fault)
            {
                throw Broken(at, fault.Message, fault);
            }
        }
    }

    /// <summary>Copies the body of the entry that was read last.</summary>
    public void CopyBody(TarEntry entry, Stream target, CancellationToken cancellationToken)
    {
        SkipTo(entry.Offset, cancellationToken);
        var buffer = new byte[1 << 16];
        for (var left = entry.StoredSize; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = tar.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                throw CutOff(entry.Offset);
            }

            target.Write(buffer, 0, read);
            position += read;
            left -= read;
        }
    }

    private TarEntry Entry(TarHeader header, PaxRecords pax, string? longName, string? longLink, long stored, long at)
    {
        var sparse = header.Type == 'S' || pax.IsSparse;
        var full = header.Type == 'S' ? header.SparseSize : pax.Number("GNU.sparse.realsize") ?? pax.Number("GNU.sparse.size");
        for (var goesOn = header.Type == 'S' && header.SparseMapGoesOn; goesOn; goesOn = block[504] != 0)
        {
            ReadBlock(at);
        }

        var name = pax["GNU.sparse.name"] ?? pax["path"] ?? longName ?? header.Name;
        var (kind, hardLink) = header.Type switch
        {
            '1' => (ImageEntryKind.File, true),
            '2' => (ImageEntryKind.Symlink, false),
            '5' or 'D' => (ImageEntryKind.Directory, false),
            '\0' when name.EndsWith('/') => (ImageEntryKind.Directory, false),
            '0' or '\0' or '7' or 'S' => (ImageEntryKind.File, false),
            _ => (ImageEntryKind.Other, false),
        };

        // Links, directories and devices have no body, whatever their size says; POSIX allows one for hard links alone, which nobody writes.
        // What a type means that nobody knows, its body is to be passed over; as engines do (Go's archive/tar), of old tars alone a slash makes a directory.
        var hasBody = header.Type is not (>= '1' and <= '6') && (kind != ImageEntryKind.Directory || header.Type == 'D');
        var offset = position;
        nextHeader = hasBody ? Padded(offset, stored, at) : offset;
        return new TarEntry
        {
            Name = name,
            Kind = kind,
            IsHardLink = hardLink,
            Mode = header.Mode,
            Size = kind == ImageEntryKind.File && hasBody ? full ?? stored : 0,
            StoredSize = hasBody ? stored : 0,
            Offset = offset,
            LinkName = pax["linkpath"] ?? longLink ?? header.LinkName,
            IsSparse = sparse,
        };
    }

    /// <summary>Reads a header into the block; false at the end.</summary>
    private bool ReadHeader()
    {
        var at = position;
        var read = tar.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        position += read;
        if (read == 0)
        {
            return false;
        }

        if (read < block.Length)
        {
            throw CutOff(at);
        }

        if (new TarHeader(block).IsEmpty)
        {
            read = tar.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            position += read;
            HasEnd = read == block.Length && new TarHeader(block).IsEmpty;
            return read == 0 || HasEnd ? false : throw Broken(at, "an empty block stands between its entries");
        }

        return new TarHeader(block).IsSound ? true : throw Broken(at, "its checksum is wrong");
    }

    private void ReadBlock(long at)
    {
        if (tar.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < block.Length)
        {
            throw CutOff(at);
        }

        position += block.Length;
    }

    private byte[] ReadBody(long size, long at)
    {
        if (size > LongestHeader)
        {
            throw Broken(at, $"an extended header claims {size} bytes");
        }

        nextHeader = Padded(position, size, at);
        var body = new byte[size];
        if (tar.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) < body.Length)
        {
            throw CutOff(at);
        }

        position += size;
        return body;
    }

    private void SkipTo(long target, CancellationToken cancellationToken)
    {
        if (tar.CanSeek)
        {
            if (target > tar.Length)
            {
                throw CutOff(position);
            }

            tar.Position = position = target;
            return;
        }

        while (position < target)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = tar.Read(waste, 0, (int)Math.Min(target - position, waste.Length));
            if (read == 0)
            {
                throw CutOff(position);
            }

            position += read;
        }
    }

    private long Padded(long offset, long size, long at)
    {
        var padded = unchecked(offset + size + TarHeader.BlockSize - 1) & -TarHeader.BlockSize;
        return padded >= offset ? padded : throw Broken(at, $"an entry claims {size} bytes");
    }

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body).TrimEnd('\0');

    private ImageException CutOff(long at) => new($"{what} is cut off: its tar ends in the middle of an entry near byte {at}; fetch or save it again.");

    private ImageException Broken(long at, string found, Exception? cause = null) => new($"{what} is broken: at byte {at} of its tar, {found}; fetch or save it again.", cause);
}
