namespace Fleetyard.Images.Tests.Identification;

/// <summary>Small libraries made by gcc out of a few lines of C, for implementations that Debian has no package of.</summary>
internal static class Compiled
{
    /// <summary>The bytes of a shared library.</summary>
    public static byte[] Shared(string source, string? soname = null, params string[] options) => Make("lib.so", source, (folder, made) =>
        Command.Run(folder, "gcc", [.. options, "-O1", "-shared", "-fPIC", "-o", made, "lib.c", .. soname is null ? Array.Empty<string>() : [$"-Wl,-soname,{soname}"]]));

    /// <summary>The bytes of a static library, whose second member holds the source.</summary>
    /// <param name="source">C text.</param>
    /// <param name="kind">ar's own letters: rcs with a symbol index, rcS without, rcsT thin.</param>
    public static byte[] Static(string source, string kind = "rcs") => Make($"lib-{kind}.a", source, (folder, made) =>
        Command.Run(folder, "gcc", "-fPIC", "-c", "-o", "a_member_with_a_name_that_is_long.c.o", "lib.c")
        ?? Command.Run(folder, "gcc", "-fPIC", "-c", "-o", "other.o", "other.c")
        ?? Command.Run(folder, "ar", kind, made, "other.o", "a_member_with_a_name_that_is_long.c.o"));

    private static byte[] Make(string made, string source, Func<string, string, string?> make)
    {
        var folder = Scratch.Folder("compiled-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(Path.Combine(folder, "lib.c"), source);
        File.WriteAllText(Path.Combine(folder, "other.c"), "int unrelated(void) { return 42; }\n");
        if (make(folder, made) is { } fault)
            Assert.Ignore($"Nothing can be compiled here; install Debian's packages gcc and binutils: {fault}");

        return File.ReadAllBytes(Path.Combine(folder, made));
    }
}
