using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>Answers a registry's challenges, with docker's credentials where there are some; layers that are read side by side share it.</summary>
/// <param name="connection">Sends what asks for tokens.</param>
/// <param name="reference">The image.</param>
/// <param name="credentials">Docker's credentials.</param>
internal sealed class RegistryAuthorization(RegistryConnection connection, ImageReference reference, DockerCredentials credentials) : IDisposable
{
    private const int LongestToken = 1 << 20;

    private readonly SemaphoreSlim turn = new(1);
    private Credential? credential;

    /// <summary>What goes with each request to the registry, and to nobody else; null before it has asked.</summary>
    public AuthenticationHeaderValue? Header { get; private set; }

    /// <summary>Why the registry does not let somebody in, and what to do.</summary>
    public string Unauthorised => credential is null
        ? $"{reference.Registry} does not show {reference} to strangers, and {credentials.Where} has no credentials for it; check the name, or run docker login {reference.Registry}"
        : $"{reference.Registry} does not show {reference} with the credentials that {credentials.Where} leads to; check the name, or run docker login {reference.Registry} again";

    /// <summary>Answers a challenge.</summary>
    /// <param name="refused">The answer with the challenge.</param>
    /// <param name="used">What the refused request had in its header.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImageException">There is no answer to it.</exception>
    public async Task RenewAsync(HttpResponseMessage refused, AuthenticationHeaderValue? used, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Another request may have done it meanwhile.
            if (!ReferenceEquals(used, Header))
            {
                return;
            }

            credential ??= await credentials.FindAsync(reference, cancellationToken);
            Header = AuthenticationChallenge.Of(refused) switch
            {
                { IsBearer: true } challenge => new AuthenticationHeaderValue("Bearer", await TokenAsync(challenge, cancellationToken)),
                { IsBasic: true } when credential is { IsIdentityToken: false } => Basic(credential),
                { IsBasic: true } => throw new ImageException(Unauthorised + "."),
                _ => throw new ImageException($"{reference.Registry} refuses {reference} and asks for neither a token nor a password (401 without such a WWW-Authenticate); ask those who run it."),
            };
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<string> TokenAsync(AuthenticationChallenge challenge, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || !connection.MayAsk(realm))
        {
            throw new ImageException($"{reference.Registry} sends for a token to \"{Identification.OneLine.Of(challenge.Realm ?? "")}\", which is no https address; ask those who run it.");
        }

        using var request = Request(realm, challenge);
        using var answer = await connection.SendAsync(request, cancellationToken);
        if (answer.Response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            throw new ImageException($"{Unauthorised} (its token service {realm.Authority} answered {(int)answer.Response.StatusCode}).");
        }

        if (!answer.Response.IsSuccessStatusCode)
        {
            throw RegistryRefusal.Of(answer, $"a token for {reference}");
        }

        return Token(answer) ?? throw new ImageException($"The token service {realm.Authority} of {reference.Registry} answered without a token for {reference}; try again, or ask those who run it.");
    }

    private HttpRequestMessage Request(Uri realm, AuthenticationChallenge challenge)
    {
        // The registry names the scope in its own terms; some leave it to who asks.
        var asked = new Dictionary<string, string> { ["scope"] = challenge.Scope ?? $"repository:{reference.Repository}:pull" };
        if (challenge.Service is { } service)
        {
            asked["service"] = service;
        }

        if (credential is { IsIdentityToken: true })
        {
            // distribution's "OAuth2 Token Authentication".
            asked["grant_type"] = "refresh_token";
            asked["client_id"] = "fleetyard";
            asked["refresh_token"] = credential.Secret;
            return new HttpRequestMessage(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(asked) };
        }

        var query = string.Join('&', asked.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = $"{realm.Query.TrimStart('?')}&{query}".TrimStart('&') }.Uri);
        request.Headers.Authorization = credential is null ? null : Basic(credential);
        return request;
    }

    private static AuthenticationHeaderValue Basic(Credential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.User}:{credential.Secret}")));

    /// <summary>The token, under either of the names that the specification knows.</summary>
    private static string? Token(TransferStream answer)
    {
        var bytes = new byte[LongestToken];
        var length = answer.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            var token = ImageDocument.Text(document.RootElement, "token") ?? ImageDocument.Text(document.RootElement, "access_token");
            return token?.All(character => character is > ' ' and <= '~') == true ? token : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A text may be half a character, which is JSON all the same.
            return null;
        }
    }
}
