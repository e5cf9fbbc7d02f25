using Fleetyard.Images.Identification;

namespace Fleetyard.Fuzz;

/// <summary>An image where every path is a file with the same bytes, and a folder with these bytes as names.</summary>
internal sealed class SameEverywhere(byte[] bytes) : ISurroundings
{
    public Stream? Open(string path) => new MemoryStream(bytes);

    public IEnumerable<string> List(string folder) => System.Text.Encoding.Latin1.GetString(bytes).Split('\n').Take(100);
}
