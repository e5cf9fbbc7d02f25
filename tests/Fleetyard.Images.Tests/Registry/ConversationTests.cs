using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>What a registry may answer, and who is told what.</summary>
internal sealed class ConversationTests : IAsyncDisposable
{
    private const string Secret = "a-secret";
    private static readonly byte[] Layer = new LayerTar().File("x", "x").Write();

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-conversation-").FullName;
    private ScriptedRegistry registry = null!;
    private ScriptedRegistry elsewhere = null!;

    private ImageSourceOptions Options => new() { DockerConfig = folder };

    [SetUp]
    public async Task Start() => (registry, elsewhere) = (await ScriptedRegistry.StartAsync(), await ScriptedRegistry.StartAsync());

    [Test]
    public async Task A_token_is_asked_for_once_and_with_the_password()
    {
        registry.Put(Layer, Layer);
        LogIn($$"""{"auth":"{{Base64($"user:{Secret}")}}"}""");
        GuardWithToken();
        Assert.That(await ImageOf.ViewAsync(registry.Name, Options), Is.EqualTo(new[] { "f /x x" }));
        var asked = elsewhere.Asked.Single();
        Assert.That(asked.Path, Is.EqualTo("GET /token?a=b&scope=repository%3Asome%2Fimage%3Apull%2Cmore&service=the%20service"));
        Assert.That(asked.Authorization, Is.EqualTo($"Basic {Base64($"user:{Secret}")}"));
        Assert.That(asked.Agent, Does.StartWith("Fleetyard/"));
        Assert.That(registry.Asked.Where(request => request.Path.Contains("/blobs/", StringComparison.Ordinal)).Select(request => request.Authorization), Is.All.EqualTo("Bearer the-token"));
    }

    [Test]
    public async Task A_token_is_given_to_strangers_too_and_for_reading_alone()
    {
        registry.Put(Layer);
        GuardWithToken(scope: "");
        Assert.That(await ImageOf.ViewAsync(registry.Name, Options), Is.EqualTo(new[] { "f /x x" }));
        Assert.That((elsewhere.Asked.Single().Path, elsewhere.Asked.Single().Authorization), Is.EqualTo(("GET /token?a=b&scope=repository%3Asome%2Fimage%3Apull&service=the%20service", "")));
    }

    [Test]
    public async Task An_identity_token_is_posted()
    {
        registry.Put(Layer);
        LogIn($$"""{"auth":"{{Base64("user:")}}","identitytoken":"{{Secret}}"}""");
        string? posted = null;
        GuardWithToken(async context => posted = await new StreamReader(context.Request.Body).ReadToEndAsync());
        Assert.That(await ImageOf.ViewAsync(registry.Name, Options), Is.EqualTo(new[] { "f /x x" }));
        Assert.That(elsewhere.Asked.Single().Path, Does.StartWith("POST /token"));
        Assert.That(posted, Does.Contain("grant_type=refresh_token").And.Contain($"refresh_token={Secret}").And.Contain("client_id=fleetyard").And.Contain("scope=repository%3Asome%2Fimage%3Apull%2Cmore"));
    }

    [Test]
    public async Task A_token_that_has_expired_is_renewed()
    {
        var blobs = registry.Put(Layer);
        GuardWithToken();
        var guard = registry.Before;
        var hasExpired = false;
        registry.Before = context =>
        {
            if (hasExpired || context.Request.Path != blobs[1])
            {
                return guard(context);
            }

            hasExpired = true;
            context.Request.Headers.Authorization = "";
            return guard(context);
        };
        Assert.That(await ImageOf.ViewAsync(registry.Name, Options), Is.EqualTo(new[] { "f /x x" }));
        Assert.That(elsewhere.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_token_service_that_refuses_is_told_without_the_secret()
    {
        LogIn($$"""{"auth":"{{Base64($"user:{Secret}")}}"}""");
        GuardWithToken();
        elsewhere.Before = context => Answer(context, 401);
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("with the credentials").And.Contain($"token service {elsewhere.Host} answered 401").And.Not.Contain(Secret));
    }

    [TestCase("nonsense")]
    [TestCase("[]")]
    [TestCase("""{"token":"two words"}""")]
    [TestCase("""{"token":"\ud800"}""")]
    public async Task A_token_service_that_gives_no_token_is_told(string answer)
    {
        GuardWithToken();
        elsewhere.Before = async context =>
        {
            await context.Response.WriteAsync(answer);
            return true;
        };
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("answered without a token"));
    }

    [TestCase("http://token.example/token")]
    [TestCase("file:///etc/passwd")]
    [TestCase("token")]
    public async Task A_token_is_not_asked_for_without_TLS(string realm)
    {
        LogIn($$"""{"auth":"{{Base64($"user:{Secret}")}}"}""");
        registry.Before = context => Challenge(context, $"Bearer realm=\"{realm}\"");
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("sends for a token").And.Contain(realm).And.Contain("no https address"));
    }

    [Test]
    public async Task A_blob_is_fetched_from_where_the_registry_sends_without_its_credentials()
    {
        var blobs = registry.Put(Layer);
        LogIn($$"""{"auth":"{{Base64($"user:{Secret}")}}"}""");
        registry.Before = context => context.Request switch
        {
            { Headers.Authorization: [] } => Challenge(context, "Basic realm=\"x\""),
            { Path.Value: { } asked } when asked == blobs[1] => Answer(context, 307, $"http://{elsewhere.Host}/store/blob?signature=signed"),
            _ => Task.FromResult(false),
        };
        elsewhere.Documents["/store/blob"] = registry.Documents[blobs[1]];
        Assert.That(await ImageOf.ViewAsync(registry.Name, Options), Is.EqualTo(new[] { "f /x x" }));
        var (path, authorization, _) = elsewhere.Asked.Single();
        Assert.That((path, authorization), Is.EqualTo(("GET /store/blob?signature=signed", "")));
        Assert.That(registry.Asked.Count(request => request.Authorization == $"Basic {Base64($"user:{Secret}")}"), Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Another_host_that_wants_credentials_gets_none_and_its_address_stays_hidden()
    {
        var blobs = registry.Put(Layer);
        LogIn($$"""{"auth":"{{Base64($"user:{Secret}")}}"}""");
        registry.Before = context => context.Request.Path == blobs[1] ? Answer(context, 302, $"http://{elsewhere.Host}/store?signature=signed") : Task.FromResult(false);
        elsewhere.Before = context => Challenge(context, "Basic realm=\"x\"");
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain(elsewhere.Host).And.Not.Contain("signed"));
        Assert.That(elsewhere.Asked.Single().Authorization, Is.Empty);
    }

    [TestCase("http://store.example/blob")]
    [TestCase("file:///etc/passwd")]
    public async Task A_blob_is_not_fetched_without_TLS(string location)
    {
        var blobs = registry.Put(Layer);
        registry.Before = context => context.Request.Path == blobs[1] ? Answer(context, 307, location) : Task.FromResult(false);
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("no https address"));
    }

    [Test]
    public async Task Redirects_in_a_circle_end()
    {
        registry.Before = context => Answer(context, 302, context.Request.Path);
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("answered 302"));
        Assert.That(registry.Asked, Has.Count.EqualTo(6));
    }

    [TestCase(403, "forbids")]
    [TestCase(404, "has no")]
    [TestCase(400, "answered 400")]
    public async Task Refusals_are_told_apart_in_the_registrys_own_words(int status, string found)
    {
        registry.Before = async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("""{"errors":[{"code":"X","message":"its own\nwords"}]}""");
            return true;
        };
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain(found).And.Contain("its own words").And.Contain("some/image:1"));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_on_this_machine_too()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var secure = await ScriptedRegistry.StartAsync(listen => listen.UseHttps(certificate));
        secure.Put(Layer);
        Assert.That(await ImageOf.RefusalAsync(secure.Name, Options), Does.Contain($"https://{secure.Host}").And.Contain("certificate"));
        Assert.That(secure.Asked, Is.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        await elsewhere.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void LogIn(string entry) => File.WriteAllText(Path.Combine(folder, "config.json"), $$$"""{"auths":{"https://{{{registry.Host}}}/v1/":{{{entry}}}}}""");

    /// <summary>The registry wants a token, which is given elsewhere.</summary>
    private void GuardWithToken(Func<HttpContext, Task>? look = null, string scope = ",scope=\"repository:some/image:pull,more\"")
    {
        registry.Before = context => context.Request.Headers.Authorization == "Bearer the-token"
            ? Task.FromResult(false)
            : Challenge(context, $"Bearer realm=\"http://{elsewhere.Host}/token?a=b\",service=\"the service\"{scope}");
        elsewhere.Before = async context =>
        {
            await (look ?? (_ => Task.CompletedTask))(context);
            await context.Response.WriteAsync("""{"token":"the-token","expires_in":60}""");
            return true;
        };
    }

    private static Task<bool> Challenge(HttpContext context, string challenge)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return Answer(context, 401);
    }

    private static Task<bool> Answer(HttpContext context, int status, string? location = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.FromResult(true);
    }
}
