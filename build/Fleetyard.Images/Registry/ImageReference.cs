using System.Text.RegularExpressions;

namespace Fleetyard.Images.Registry;

/// <summary>The name of an image in a registry, read as docker reads it.</summary>
/// <param name="Registry">The registry as it is written in names, with its port; <c>docker.io</c> if the name has none.</param>
/// <param name="Repository">The repository in it.</param>
/// <param name="Tag">The tag; <c>latest</c> if the name has neither tag nor digest, null if it has a digest alone.</param>
/// <param name="Digest">The manifest's digest; it counts more than the tag.</param>
internal sealed partial record ImageReference(string Registry, string Repository, string? Tag, BlobDigest? Digest)
{
    /// <summary>What tells a name in a registry from all others.</summary>
    public const string Prefix = "docker://";

    private const string DockerHub = "docker.io";
    private const int LongestName = 255;

    /// <summary>Where the registry answers, with its port.</summary>
    public string Host => Registry == DockerHub ? "registry-1.docker.io" : Registry;

    /// <summary>What the docker CLI keeps the registry's credentials under.</summary>
    public string CredentialsKey => Registry == DockerHub ? "https://index.docker.io/v1/" : Registry;

    /// <summary>What the distribution API calls the manifest.</summary>
    public string Manifest => Digest?.ToString() ?? Tag!;

    /// <summary>Reads a name.</summary>
    /// <exception cref="ImageException">It is none.</exception>
    public static ImageReference Parse(string image)
    {
        var name = image.StartsWith(Prefix, StringComparison.Ordinal) ? image[Prefix.Length..] : image;
        var slash = name.IndexOf('/');
        var hasRegistry = slash > 0 && IsRegistry(name[..slash]);
        var registry = hasRegistry ? name[..slash] : DockerHub;
        registry = registry == "index.docker.io" ? DockerHub : registry;
        var match = Rest().Match(hasRegistry ? name[(slash + 1)..] : name);
        var repository = match.Groups["repository"].Value;
        var digest = match.Groups["digest"];
        if (!match.Success || registry.Length + repository.Length >= LongestName || !Domain().IsMatch(registry)
            || !Uri.TryCreate($"https://{registry}/", UriKind.Absolute, out _)
            || (digest.Success && !BlobDigest.TryParse(digest.Value, out _)))
        {
            throw new ImageException($"\"{Identification.OneLine.Of(image)}\" is no name of an image in a registry: it is [host[:port]/]repository[:tag][@sha256:digest], the repository in small letters.");
        }

        if (registry == DockerHub && !repository.Contains('/'))
        {
            repository = "library/" + repository;
        }

        var tag = match.Groups["tag"] is { Success: true } found ? found.Value : digest.Success ? null : "latest";
        return new ImageReference(registry, repository, tag, digest.Success ? BlobDigest.Parse(digest.Value, image) : null);
    }

    /// <summary>The whole name.</summary>
    public override string ToString() => $"{Registry}/{Repository}{(Tag is null ? "" : ':' + Tag)}{(Digest is null ? "" : '@' + Digest.ToString())}";

    /// <summary>Else it is the first part of a repository of Docker Hub (github.com/distribution/reference, splitDockerDomain).</summary>
    private static bool IsRegistry(string first) => first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex(@"\A(?<repository>[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[a-f0-9]+))?\z")]
    private static partial Regex Rest();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])(?::[0-9]{1,5})?\z")]
    private static partial Regex Domain();
}
