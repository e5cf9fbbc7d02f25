using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;
using Microsoft.Net.Http.Client;

namespace Fleetyard.Docker;

/// <summary>The certificates of DOCKER_TLS_VERIFY and DOCKER_CERT_PATH: the authority that the engine's has to be of, and this client's own.</summary>
/// <remarks>docs.docker.com/engine/security/protect-access: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> in one folder.</remarks>
internal sealed class EngineTls : IAuthProvider
{
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 own;

    private EngineTls(string folder)
    {
        try
        {
            authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem"));
            own = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"DOCKER_TLS_VERIFY asks for ca.pem, cert.pem and key.pem in {folder}, which cannot be used ({fault.Message.TrimEnd('.').ReplaceLineEndings(" ")}); mend DOCKER_CERT_PATH or the files.", fault);
        }
    }

    /// <inheritdoc/>
    public bool TlsEnabled => true;

    /// <summary>The certificates for an engine, or null if it is not spoken to with any.</summary>
    /// <exception cref="EngineException">They are asked for and not there.</exception>
    public static EngineTls? For(Uri engine) =>
        engine.Scheme is "tcp" or "https" && Environment.GetEnvironmentVariable("DOCKER_TLS_VERIFY") is { Length: > 0 } ? new EngineTls(Folder()) : null;

    /// <inheritdoc/>
    public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
    {
        switch (handler)
        {
            case ManagedHandler managed:
                managed.ClientCertificates = [own];
                managed.ServerCertificateValidationCallback = IsOfAuthority;
                return handler;
            case SocketsHttpHandler sockets:
                sockets.SslOptions.ClientCertificates = [own];
                sockets.SslOptions.RemoteCertificateValidationCallback = IsOfAuthority;
                return handler;
            default:
                throw new EngineException($"{handler.GetType().Name} takes no certificates; set DOCKER_HOST to a tcp address or a socket.");
        }
    }

    private static string Folder() =>
        Environment.GetEnvironmentVariable("DOCKER_CERT_PATH") is { Length: > 0 } folder ? folder
        : Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } config ? config
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");

    /// <summary>Whether the engine's certificate has its name and is of the authority, which no system's store knows.</summary>
    private bool IsOfAuthority(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var path = new X509Chain();
        path.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        path.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        path.ChainPolicy.CustomTrustStore.Add(authority);
        using var theirs = new X509Certificate2(certificate);
        return path.Build(theirs);
    }
}
