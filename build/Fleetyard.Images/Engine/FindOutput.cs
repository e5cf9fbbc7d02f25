using System.Buffers.Text;
using System.Text;
using Fleetyard.Images.Tars;

namespace Fleetyard.Images.Engine;

/// <summary>What the image's own <c>find</c> prints, taken strictly: who made the image may have made its find, too.</summary>
/// <remarks>
/// A record is <c>type mode SPACE size NUL path NUL link NUL</c>, each directory before what it holds. No check finds out a program
/// that lies in good form; it can leave out or make up names, as the files of an image can, but content is read by the engine.
/// </remarks>
/// <param name="image">The image, for messages.</param>
/// <param name="take">Gets each entry; its offset is a number that no other has.</param>
/// <param name="odd">Gets the path of a name that cannot be taken, and why.</param>
internal sealed class FindOutput(string image, Action<TarEntry> take, Action<string, string> odd)
{
    private const int LongestName = 255;
    private const int LongestField = 4096;
    private const int MostUnreadable = 1000;

    /// <summary>What engines mount over the image's own in a container that runs.</summary>
    private static readonly HashSet<string> Engines = ["/.dockerenv", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[][] fields = [new byte[LongestField], new byte[LongestField], new byte[LongestField]];
    private readonly int[] lengths = new int[3];
    private readonly List<string> unreadable = [];

    /// <summary>The directories around the latest entry, the root first and without its slash; one whose name is no text stays closed.</summary>
    private readonly Stack<(string Path, bool IsTaken)> open = new();

    private int field;
    private long entries;

    /// <summary>The arguments that make GNU find print it. What may not be read is said to be so, and left to the engine.</summary>
    /// <remarks>overlayfs lists a whiteout of nothing in a directory of one layer, though it is not there: to find, a race.</remarks>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "/", "-ignore_readdir_race", "(", "-path", "/proc", "-o", "-path", "/sys", "-o", "-path", "/dev", ")", "-prune",
        "-o", "-type", "d", "!", "(", "-readable", "-executable", ")", "-printf", @"u%m %s\0%p\0\0", "-prune",
        "-o", "-printf", @"%y%m %s\0%p\0%l\0",
    ];

    /// <summary>Directories that it could not look into.</summary>
    public IReadOnlyList<string> Unreadable => unreadable;

    /// <summary>Takes what it printed next.</summary>
    /// <exception cref="ImageException">It is not what find prints.</exception>
    public void Take(ReadOnlySpan<byte> printed)
    {
        while (!printed.IsEmpty)
        {
            var end = printed.IndexOf((byte)0);
            var part = end < 0 ? printed : printed[..end];
            if (lengths[field] + part.Length > LongestField)
            {
                throw Refused($"a word of more than {LongestField} bytes");
            }

            part.CopyTo(fields[field].AsSpan(lengths[field]));
            lengths[field] += part.Length;
            if (end < 0)
            {
                return;
            }

            printed = printed[(end + 1)..];
            field++;
            if (field == fields.Length)
            {
                TakeRecord(Field(0), Field(1), Field(2));
                Array.Clear(lengths);
                field = 0;
            }
        }
    }

    /// <summary>Makes sure that it came to its end.</summary>
    /// <exception cref="ImageException">It did not.</exception>
    public void End()
    {
        if (field > 0 || lengths[0] > 0)
        {
            throw Refused("half a record at its end");
        }

        if (entries == 0)
        {
            throw Refused("nothing");
        }
    }

    private ReadOnlySpan<byte> Field(int index) => fields[index].AsSpan(0, lengths[index]);

    private void TakeRecord(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> path, ReadOnlySpan<byte> link)
    {
        var (type, mode, size) = Attributes(attributes);
        var name = Encoding.UTF8.GetString(path);
        var isDirectory = type is 'd' or 'u';
        if (entries == 0 ? name != "/" || type != 'd' : !IsInOpenDirectory(name))
        {
            throw Refused($"a path that cannot be there ({Shown(name)})");
        }

        if ((type == 'l') != (link.Length > 0))
        {
            throw Refused($"a link where there is none ({Shown(name)})");
        }

        var isText = IsText(path) && IsText(link) && (open.Count == 0 || open.Peek().IsTaken);
        if (isDirectory)
        {
            open.Push((name == "/" ? "" : name, isText));
        }

        if (!isText)
        {
            odd(name, "its name is no UTF-8; it is left out");
            return;
        }

        entries++;
        if (Engines.Contains(name))
        {
            return;
        }

        take(new TarEntry
        {
            Name = name,
            Kind = isDirectory ? ImageEntryKind.Directory : type == 'f' ? ImageEntryKind.File : type == 'l' ? ImageEntryKind.Symlink : ImageEntryKind.Other,
            IsHardLink = false,
            Mode = mode,
            Size = type == 'f' ? size : 0,
            StoredSize = type == 'f' ? size : 0,
            Offset = -1,
            LinkName = Encoding.UTF8.GetString(link),
            IsSparse = false,
        });
        if (type == 'u')
        {
            unreadable.Add(unreadable.Count < MostUnreadable ? name : throw Refused($"more than {MostUnreadable} directories that root may not read"));
        }
    }

    private (char Type, int Mode, long Size) Attributes(ReadOnlySpan<byte> attributes)
    {
        var space = attributes.IndexOf((byte)' ');
        if (space is < 2 or > 5 || !"udflbcpsD".Contains((char)attributes[0]))
        {
            throw Refused($"no type and mode ({Shown(Encoding.Latin1.GetString(attributes))})");
        }

        var mode = 0;
        foreach (var digit in attributes[1..space])
        {
            mode = digit is >= (byte)'0' and <= (byte)'7' ? (mode << 3) | (digit - '0') : throw Refused("a mode that is no octal number");
        }

        var number = attributes[(space + 1)..];
        return Utf8Parser.TryParse(number, out long size, out var used) && used == number.Length && size >= 0
            ? ((char)attributes[0], mode, size)
            : throw Refused("a size that is no number");
    }

    /// <summary>Whether a path is a name in one of the directories that are open; those that it has left are closed.</summary>
    private bool IsInOpenDirectory(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = slash < 0 ? "" : path[(slash + 1)..];
        if (name is "" or "." or ".." || Encoding.UTF8.GetByteCount(name) > 3 * LongestName)
        {
            return false;
        }

        while (open.TryPeek(out var directory) && !path.AsSpan(0, slash).SequenceEqual(directory.Path))
        {
            open.Pop();
        }

        return open.Count > 0;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetCharCount(bytes) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Shown(string text) => new([.. text.Take(60).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private ImageException Refused(string found) => new($"The find of {image} printed {found}, which GNU find does not; do without its find (leave out the permission to run it, or take another source).");
}
