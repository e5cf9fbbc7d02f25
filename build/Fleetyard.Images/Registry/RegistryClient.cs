using System.Net;
using System.Net.Http.Headers;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>Gets manifests and blobs of one repository: OCI distribution specification, "Pull".</summary>
/// <param name="reference">The image.</param>
/// <param name="credentials">Docker's credentials.</param>
/// <param name="time">The clock.</param>
internal sealed class RegistryClient(ImageReference reference, DockerCredentials credentials, TimeProvider time) : IDisposable
{
    private const int MostRedirects = 5;

    /// <summary>A registry that wants a longer rest has to be told of.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    private readonly RegistryConnection connection = new(reference, time);
    private RegistryAuthorization? authorization;

    private RegistryAuthorization Authorization => authorization ??= new RegistryAuthorization(connection, reference, credentials);

    /// <summary>Does something, and once more from its start if the network broke it off.</summary>
    /// <param name="what">What is read, for the message.</param>
    /// <param name="work">What is done.</param>
    /// <param name="undo">Takes back what was done before it was broken off.</param>
    /// <exception cref="ImageException">It was broken off twice.</exception>
    public async Task<T> TwiceAsync<T>(string what, Func<Task<T>> work, Action? undo = null)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                return await work();
            }
            catch (TransferException fault)
            {
                undo?.Invoke();
                if (isAgain)
                {
                    throw new ImageException($"{what} could not be read from {reference.Registry}, which was tried twice: {fault.Message}; try again later.", fault);
                }
            }
        }
    }

    /// <summary>All bytes of a manifest or a configuration.</summary>
    /// <param name="path">What is asked for in the repository, such as <c>manifests/latest</c>.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="digest">Its digest; null if only the registry knows it.</param>
    /// <param name="size">Its size in bytes; null if that is not known.</param>
    /// <param name="accept">The media types that are understood.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImageException">It is not there, or not what the digest names.</exception>
    public Task<byte[]> ReadDocumentAsync(string path, string what, BlobDigest? digest, long? size, string accept, CancellationToken cancellationToken) => TwiceAsync(what, async () =>
    {
        await using var answer = await OpenAsync(path, what, accept, cancellationToken);
        if (Math.Max(size ?? 0, answer.Response.Content.Headers.ContentLength ?? 0) > Blob.LargestDocument)
        {
            throw TooLarge(what);
        }

        // Of a tag, the registry's word is all there is; it tells a proxy's mistakes.
        var said = answer.Response.Headers.TryGetValues("Docker-Content-Digest", out var values) && BlobDigest.TryParse(values.First(), out var found) ? found : null;
        using var document = new MemoryStream();
        Copy(answer, document, what);
        var bytes = document.ToArray();
        return (size is null || size == bytes.Length) && (digest ?? said)?.Is(bytes) is null or true
            ? bytes
            : throw new ImageException($"{what} is not what {digest ?? said} names: {reference.Registry} sent {bytes.Length} other bytes; try again, or push the image again.");
    });

    /// <summary>Opens a blob; who reads it verifies it.</summary>
    /// <exception cref="ImageException">It is not there.</exception>
    /// <exception cref="TransferException">The network broke off.</exception>
    public Task<TransferStream> OpenBlobAsync(BlobDigest digest, CancellationToken cancellationToken) =>
        OpenAsync($"blobs/{digest}", $"blob {digest} of {reference}", "*/*", cancellationToken);

    public void Dispose()
    {
        authorization?.Dispose();
        connection.Dispose();
    }

    private async Task<TransferStream> OpenAsync(string path, string what, string accept, CancellationToken cancellationToken)
    {
        var root = await connection.RootAsync(cancellationToken);
        var address = new Uri(root, $"v2/{reference.Repository}/{path}");
        var (hasAuthorized, hasRested, redirects) = (false, false, 0);
        while (true)
        {
            // Another host gets no credentials, wherever the registry sends for blobs.
            var isRegistry = address.Scheme == root.Scheme && address.Authority == root.Authority;
            var header = isRegistry ? Authorization.Header : null;
            var answer = await SendAsync(address, header, accept, cancellationToken);
            switch (answer.Response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return answer;
                case HttpStatusCode.Unauthorized when isRegistry && !hasAuthorized:
                    hasAuthorized = true;
                    using (answer)
                    {
                        await Authorization.RenewAsync(answer.Response, header, cancellationToken);
                    }

                    continue;
                case HttpStatusCode.TooManyRequests when !hasRested && Rest(answer.Response) is { } rest:
                    hasRested = true;
                    await answer.DisposeAsync();
                    await Task.Delay(rest, time, cancellationToken);
                    continue;
                case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest when answer.Response.Headers.Location is { } location && redirects++ < MostRedirects:
                    await answer.DisposeAsync();
                    address = Redirected(address, location);
                    continue;
                default:
                    using (answer)
                    {
                        throw isRegistry && answer.Response.StatusCode == HttpStatusCode.Unauthorized ? new ImageException(Authorization.Unauthorised + ".") : RegistryRefusal.Of(answer, what);
                    }
            }
        }
    }

    private async Task<TransferStream> SendAsync(Uri address, AuthenticationHeaderValue? header, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = header;
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await connection.SendAsync(request, cancellationToken);
    }

    private TimeSpan? Rest(HttpResponseMessage response)
    {
        var rest = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return rest > LongestRest ? null : rest < TimeSpan.Zero ? TimeSpan.Zero : rest;
    }

    private Uri Redirected(Uri from, Uri location)
    {
        var to = new Uri(from, location);
        return connection.MayAsk(to)
            ? to
            : throw new ImageException($"{from.Authority} sends for {reference} to {to.Scheme}://{to.Authority}, which is no https address; ask those who run it.");
    }

    private static void Copy(TransferStream from, MemoryStream to, string what)
    {
        var buffer = new byte[1 << 16];
        while (from.Read(buffer) is > 0 and var count)
        {
            to.Write(buffer, 0, count);
            if (to.Length > Blob.LargestDocument)
            {
                throw TooLarge(what);
            }
        }
    }

    private static ImageException TooLarge(string what) =>
        new($"{what} has more than {Blob.LargestDocument} bytes, too many for a manifest or a configuration; push the image again.");
}
