using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleetyard.Images.Tests.Engine;

/// <summary>An engine that wants certificates, named as the docker CLI wants it named.</summary>
[NonParallelizable]
internal sealed class TlsTests
{
    private static readonly string[] Variables = ["DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-tls-");

    [TearDown]
    public void Clean()
    {
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        folder.Delete(recursive: true);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_engine_is_spoken_to_if_its_certificate_is_of_the_authority(bool isTrusted)
    {
        Docker.Require();
        using var authority = Authority();
        using var other = Authority();
        using var server = Issue(isTrusted ? authority : other, "localhost");
        using var client = Issue(authority, "client");
        File.WriteAllText(Path.Combine(folder.FullName, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder.FullName, "cert.pem"), client.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder.FullName, "key.pem"), client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Environment.SetEnvironmentVariable("DOCKER_TLS_VERIFY", "1");
        Environment.SetEnvironmentVariable("DOCKER_CERT_PATH", folder.FullName);
        using var listening = new TcpListener(IPAddress.Loopback, 0);
        listening.Start();
        using var ended = new CancellationTokenSource();
        var serving = ServeAsync(listening, server, client.Thumbprint, ended.Token);
        var asked = ImageSources.ExpandAsync("no-such-image-*", new ImageSourceOptions { Engine = new Uri($"tcp://localhost:{((IPEndPoint)listening.LocalEndpoint).Port}") });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => asked))!.Message, isTrusted ? Does.Contain("has no image that matches") : Does.Contain("No Docker engine answers"));
        await ended.CancelAsync();
        await serving;
    }

    [Test]
    public async Task Certificates_that_are_not_there_are_told()
    {
        Environment.SetEnvironmentVariable("DOCKER_TLS_VERIFY", "1");
        Environment.SetEnvironmentVariable("DOCKER_CERT_PATH", folder.FullName);
        var fault = await Assert.ThrowsAsync<ImageException>(() => ImageSources.ExpandAsync("any*", new ImageSourceOptions { Engine = new Uri("tcp://127.0.0.1:1") }));
        Assert.That(fault!.Message, Does.Contain(folder.FullName).And.Contain("mend DOCKER_CERT_PATH").And.Not.Contain("\n"));
    }

    private static async Task ServeAsync(TcpListener listening, X509Certificate2 own, string client, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                using var accepted = await listening.AcceptTcpClientAsync(ended);
                await using var secure = new SslStream(accepted.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => (certificate as X509Certificate2)?.Thumbprint == client);
                using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await secure.AuthenticateAsServerAsync(own, clientCertificateRequired: true, checkCertificateRevocation: false);
                    await engine.ConnectAsync(new UnixDomainSocketEndPoint("/var/run/docker.sock"), ended);
                    await using var stream = new NetworkStream(engine);
                    await Task.WhenAny(secure.CopyToAsync(stream, ended), stream.CopyToAsync(secure, ended));
                }
                catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client went away, or did not like the certificate.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is at its end.
        }
    }

    private static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
