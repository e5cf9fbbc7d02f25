using Fleetyard.Images;
using Fleetyard.Images.Identification;

namespace Fleetyard.Fuzz;

/// <summary>A reader of the library that is fed bytes.</summary>
/// <param name="Name">Its name on the command line, and its folder in the corpus.</param>
/// <param name="Read">Reads all that the library reads of such bytes.</param>
/// <param name="Seeds">What to begin with, by name: sound inputs, and each hostile one that somebody thought of.</param>
public sealed record Reader(string Name, Action<byte[]> Read, Func<IEnumerable<(string Name, byte[] Bytes)>> Seeds)
{
    /// <summary>Feeds it; a refusal in one line is an answer, anything else comes out.</summary>
    /// <exception cref="InvalidOperationException">It was refused in several lines.</exception>
    public void Feed(byte[] input)
    {
        try
        {
            Read(input);
        }
        catch (Exception refusal) when (refusal is ImageException or MalformedFileException)
        {
            if (refusal.Message.AsSpan().ContainsAny('\n', '\r'))
            {
                throw new InvalidOperationException($"{Name} refuses in several lines: {refusal.Message}", refusal);
            }
        }
    }
}
