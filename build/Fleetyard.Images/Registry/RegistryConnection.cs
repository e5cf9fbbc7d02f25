using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Registry;

/// <summary>Sends requests to a registry, and to where it sends for tokens and blobs: by TLS always, but for a registry on this machine.</summary>
internal sealed class RegistryConnection : IDisposable
{
    private static readonly ProductInfoHeaderValue Agent = new("Fleetyard", typeof(RegistryConnection).Assembly.GetName().Version!.ToString(3));

    private readonly ImageReference reference;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private Uri? root;
    private bool hasShownCertificate;

    public RegistryConnection(ImageReference reference, TimeProvider time)
    {
        this.reference = reference;
        this.time = time;

        // Redirects are followed by hand, for what goes with them is chosen anew; digests are of the bytes as they come.
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, faults) => Check(faults) },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The registry's address.</summary>
    /// <exception cref="ImageException">Nothing answers there.</exception>
    public async Task<Uri> RootAsync(CancellationToken cancellationToken) => root ??= await FindRootAsync(cancellationToken);

    /// <summary>Whether something may be asked for there: an https address, or one of this machine if the registry itself is plain http on it.</summary>
    public bool MayAsk(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && root?.Scheme == Uri.UriSchemeHttp);

    /// <summary>Sends a request.</summary>
    /// <returns>The answer, whatever it is.</returns>
    /// <exception cref="ImageException">Nothing answers there.</exception>
    /// <exception cref="TransferException">The network broke off.</exception>
    public async Task<TransferStream> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(Agent);
        var limit = new IdleLimit(time, cancellationToken);
        TransferStream? answer = null;
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer = new TransferStream(response, await response.Content.ReadAsStreamAsync(limit.Token), limit);
        }
        catch (OperationCanceledException fault) when (limit.IsOver)
        {
            throw new TransferException(IdleLimit.Message, fault);
        }
        catch (HttpRequestException fault)
        {
            throw Found(fault) is { } found
                ? new ImageException($"Nothing that can be trusted answers for {reference} at {request.RequestUri!.Scheme}://{request.RequestUri.Authority}: {found}.", fault)
                : new TransferException(OneLine.Of(fault.GetBaseException().Message).TrimEnd('.'), fault);
        }
        finally
        {
            if (answer is null)
            {
                limit.Dispose();
            }
        }
    }

    public void Dispose() => http.Dispose();

    private bool Check(SslPolicyErrors faults)
    {
        hasShownCertificate = true;
        return faults == SslPolicyErrors.None;
    }

    /// <summary>As docker does, a registry on this machine is asked by TLS first; it may be plain only if it knows no TLS.</summary>
    private async Task<Uri> FindRootAsync(CancellationToken cancellationToken)
    {
        var secure = new Uri($"https://{reference.Host}/");
        if (!secure.IsLoopback)
        {
            return secure;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(secure, "v2/"));
            using var answer = await SendAsync(request, cancellationToken);
            return secure;
        }
        catch (ImageException fault) when (!hasShownCertificate && fault.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            return new Uri($"http://{reference.Host}/");
        }
        catch (TransferException) when (!hasShownCertificate)
        {
            return new Uri($"http://{reference.Host}/");
        }
    }

    /// <summary>What was found instead of an answer, and what to do; null if to try again may help.</summary>
    private static string? Found(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "no such host; check the name",
        HttpRequestError.ConnectionError => $"{OneLine.Of(fault.GetBaseException().Message).TrimEnd('.')}; check the name and the port",
        HttpRequestError.SecureConnectionError => $"{OneLine.Of(fault.GetBaseException().Message).TrimEnd('.')}; it has to speak TLS, with a certificate that this machine trusts",
        HttpRequestError.ProxyTunnelError => $"{OneLine.Of(fault.GetBaseException().Message).TrimEnd('.')}; check the proxy",
        _ => null,
    };
}
