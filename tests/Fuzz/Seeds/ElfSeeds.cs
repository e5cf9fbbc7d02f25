namespace Fleetyard.Fuzz.Seeds;

/// <summary>ELF files: sound ones of each width and order, and each field of each header broken in turn.</summary>
internal static class ElfSeeds
{
    /// <summary>Widths of the header's fields (ELF specification, Elf64_Ehdr and Elf32_Ehdr); the others' fields are words and addresses.</summary>
    private static readonly int[] Header64 = [4, 1, 1, 1, 9, 2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2];
    private static readonly int[] Header32 = [4, 1, 1, 1, 9, 2, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2];
    private static readonly int[] Segment64 = [4, 4, 8, 8, 8, 8, 8, 8];
    private static readonly int[] Section64 = [4, 4, 8, 8, 8, 8, 4, 4, 8, 8];
    private static readonly int[] Words = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4];

    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        foreach (var (is64, isBig) in new[] { (true, false), (false, false), (true, true), (false, true) })
        {
            var elf = new MinimalElf { Is64 = is64, IsBigEndian = isBig };
            var sound = elf.Write();
            var name = $"{(is64 ? 64 : 32)} bits{(isBig ? ", big-endian" : "")}";
            yield return (name, sound);
            foreach (var seed in isBig ? [] : Broken(elf, sound))
            {
                yield return ($"{name}, {seed.Name}", seed.Bytes);
            }
        }

        yield return ("empty", []);
        yield return ("magic", "\u007fELF"u8.ToArray());
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Broken(MinimalElf elf, byte[] sound)
    {
        foreach (var length in new[] { 5, 40, elf.HeaderSize, elf.HeaderSize + 20, elf.Sections, elf.Sections + 30, sound.Length - 1 })
        {
            yield return ($"cut at {length}", sound[..length]);
        }

        var segments = Enumerable.Range(0, 2).SelectMany(index => Each(elf.Is64 ? Segment64 : Words[..8], elf.HeaderSize + (index * elf.SegmentSize), $"segment {index}"));
        var sections = Enumerable.Range(0, MinimalElf.SectionCount).SelectMany(index => Each(elf.Is64 ? Section64 : Words, elf.Sections + (index * elf.SectionSize), $"section {index}"));
        foreach (var (name, at, width) in Each(elf.Is64 ? Header64 : Header32, 0, "header").Concat(segments).Concat(sections))
        {
            foreach (var seed in Fields.Broken(sound, name, at, width))
            {
                yield return seed;
            }
        }
    }

    private static IEnumerable<(string Name, int At, int Width)> Each(int[] widths, int at, string name) =>
        widths.Select((width, field) => ($"{name}, field {field}", at + widths.Take(field).Sum(), width));
}
