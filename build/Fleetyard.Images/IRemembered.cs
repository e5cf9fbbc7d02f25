namespace Fleetyard.Images;

/// <summary>What was found out about entries, in the cache: a content that was looked at once need not be opened again.</summary>
/// <remarks>It is kept by layer and path, so that every image that has the layer knows it. What is kept is written when the image's source is disposed.</remarks>
public interface IRemembered
{
    /// <summary>What is known of an entry's content; null if nothing is.</summary>
    /// <param name="kind">What sort of thing it is and its version: lower-case letters, digits and dashes.</param>
    /// <param name="entry">The entry.</param>
    byte[]? Find(string kind, ImageEntry entry);

    /// <summary>Keeps what was found out about an entry's content.</summary>
    /// <param name="kind">What sort of thing it is and its version: lower-case letters, digits and dashes.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="facts">What to give back.</param>
    void Keep(string kind, ImageEntry entry, byte[] facts);
}
