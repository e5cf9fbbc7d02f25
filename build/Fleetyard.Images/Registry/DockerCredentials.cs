using System.Text;
using System.Text.Json;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>The credentials that <c>docker login</c> has kept: in docker's <c>config.json</c>, or with a credential helper that it names.</summary>
/// <param name="directory">The folder of the configuration; null for DOCKER_CONFIG, else <c>.docker</c> in the home directory.</param>
/// <param name="helpers">Runs credential helpers.</param>
internal sealed class DockerCredentials(string? directory, CredentialHelpers helpers)
{
    /// <summary>Under this name a helper gives an identity token instead of a password (docker's documentation of <c>docker login</c>).</summary>
    private const string TokenUser = "<token>";

    private readonly string file = Path.Combine(directory ?? Usual(), "config.json");

    /// <summary>Where they are looked for, for messages.</summary>
    public string Where => file;

    /// <summary>The credential for a registry, or null.</summary>
    /// <exception cref="ImageException">The configuration cannot be read, or its helper fails.</exception>
    public async Task<Credential?> FindAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        var (helper, stored) = Read(reference);
        return helper is not null && await helpers.GetAsync(helper, reference.CredentialsKey, file, cancellationToken) is var (user, secret)
            ? new Credential(user, secret, user == TokenUser)
            : stored;
    }

    private static string Usual() => Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");

    private (string? Helper, Credential? Stored) Read(ImageReference reference)
    {
        try
        {
            if (!File.Exists(file))
            {
                return default;
            }

            using var config = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = config.RootElement;
            var helper = root.TryGetProperty("credHelpers", out var named) ? ImageDocument.Text(named, reference.CredentialsKey) ?? ImageDocument.Text(named, reference.Registry) : null;
            return (helper ?? ImageDocument.Text(root, "credsStore"), root.TryGetProperty("auths", out var auths) ? Stored(auths, reference) : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            // Its text stays out of the message, for it may hold a password.
            throw new ImageException($"docker's configuration {file} cannot be read ({fault.GetType().Name}); mend it, or log in to {reference.Registry} again with docker login.");
        }
    }

    private static Credential? Stored(JsonElement auths, ImageReference reference)
    {
        // Old docker wrote whole addresses; it still reads them.
        var entries = auths.EnumerateObject().ToArray();
        var entry = entries.FirstOrDefault(auth => auth.Name == reference.CredentialsKey, entries.FirstOrDefault(auth => HostOf(auth.Name) == HostOf(reference.CredentialsKey))).Value;
        if (entry.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(ImageDocument.Text(entry, "auth") ?? "")).Split(':', 2);
        if (ImageDocument.Text(entry, "identitytoken") is { } token)
        {
            return new Credential(parts[0], token, isIdentityToken: true);
        }

        return parts is [{ Length: > 0 } user, var password] ? new Credential(user, password.TrimEnd('\0'), isIdentityToken: false) : null;
    }

    private static string HostOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        return key[(scheme < 0 ? 0 : scheme + 3)..].Split('/')[0];
    }
}
