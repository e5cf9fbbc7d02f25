namespace Fleetyard.Images.Identification;

/// <summary>The files around the one that is identified. Paths have no leading slash, as <c>usr/lib/clang</c>.</summary>
public interface ISurroundings
{
    /// <summary>A file's bytes on a stream that can seek, through symlinks; null when there is none. The caller disposes it.</summary>
    Stream? Open(string path);

    /// <summary>The names, not paths, of what is in a folder, through symlinks; none when there is no such folder.</summary>
    IEnumerable<string> List(string folder);
}
