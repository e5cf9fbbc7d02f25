namespace Fleetyard.Images.Identification;

/// <summary>Paths in an image, without a leading slash.</summary>
internal static class ImagePath
{
    /// <summary>The folder that holds the folder of this file: <c>usr/lib/llvm-14</c> for <c>usr/lib/llvm-14/bin/clang</c>; empty at the root.</summary>
    public static string Installation(string path) => string.Join('/', path.Split('/') is { Length: > 2 } parts ? parts[..^2] : []);

    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;
}
