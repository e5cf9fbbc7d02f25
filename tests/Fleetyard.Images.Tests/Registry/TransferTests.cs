using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>Blobs that are not what was promised, and networks that break off.</summary>
internal sealed class TransferTests : IAsyncDisposable
{
    private static readonly byte[] Layer = Noise(200_000);

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-transfer-").FullName;
    private readonly FakeTimeProvider time = new();
    private ScriptedRegistry registry = null!;

    private ImageSourceOptions Options => new() { DockerConfig = folder, Time = time };

    [SetUp]
    public async Task Start() => registry = await ScriptedRegistry.StartAsync();

    [TestCase(0, "configuration sha256:")]
    [TestCase(1, "layer 1 (sha256:")]
    public async Task A_blob_whose_bytes_were_changed_is_refused(int blob, string found)
    {
        var path = registry.Put(Layer)[blob];

        // Within a text, and in what a gzip decompressor does not check: the file system's name in its header.
        var changed = registry.Documents[path].ToArray();
        changed[blob == 0 ? 8 : 9] ^= 1;
        registry.Documents[path] = changed;
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain(found).And.Contain("is not what sha256:"));
    }

    [Test]
    public async Task A_layer_with_another_content_than_its_configuration_says_is_refused()
    {
        var layer = PackedImage.Gzip(Layer);
        var config = JsonSerializer.SerializeToUtf8Bytes(new { os = "linux", architecture = "amd64", rootfs = new { diff_ids = new[] { PackedImage.Digest([1]) } } });
        registry.PutManifest(new { schemaVersion = 2, config = ScriptedRegistry.Descriptor(config), layers = new[] { ScriptedRegistry.Descriptor(layer) } });
        registry.Documents[ScriptedRegistry.PathOf(config)] = config;
        registry.Documents[ScriptedRegistry.PathOf(layer)] = layer;
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("the content of layer 1").And.Contain(PackedImage.Digest([1])));
    }

    [Test]
    public async Task A_manifest_that_is_not_what_the_digest_names_is_refused()
    {
        registry.Put(Layer);
        var digest = PackedImage.Digest([1]);
        registry.Documents[$"/v2/some/image/manifests/{digest}"] = registry.Documents["/v2/some/image/manifests/1"];
        Assert.That(await ImageOf.RefusalAsync($"docker://{registry.Host}/some/image@{digest}", Options), Does.Contain($"is not what {digest} names"));
    }

    [Test]
    public async Task A_layer_that_is_longer_than_its_manifest_says_is_refused()
    {
        var path = registry.Put(Layer)[1];
        registry.Documents[path] = [.. registry.Documents[path], 0];
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("has more than").And.Contain("layer 1"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_layer_that_breaks_off_once_is_read_from_its_start(bool isAbort)
    {
        var path = registry.Put(Layer)[1];
        var isBroken = false;
        registry.Before = async context =>
        {
            if (context.Request.Path != path || isBroken)
            {
                return false;
            }

            isBroken = true;
            await SendHalfAsync(context, isAbort);
            return true;
        };
        Assert.That(await ImageOf.ViewAsync(registry.Name, Options, _ => false), Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_layer_that_breaks_off_again_is_told(bool isAbort)
    {
        var path = registry.Put(Layer)[1];
        registry.Before = async context =>
        {
            if (context.Request.Path != path)
            {
                return false;
            }

            await SendHalfAsync(context, isAbort);
            return true;
        };
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("layer 1").And.Contain("tried twice"));
        Assert.That(registry.Asked.Count(request => request.Path.EndsWith(path, StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_fails_is_tried_twice()
    {
        registry.Before = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.FromResult(true);
        };
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("it answered 503").And.Contain("tried twice"));
        Assert.That(registry.Asked.Count(request => request.Path.Contains("manifests", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(1000)]
    public async Task A_layer_that_does_not_go_on_is_given_up(int sent)
    {
        var hangs = Hang(sent);
        var refusal = ImageOf.RefusalAsync(registry.Name, Options);
        await hangs.WaitAsync();
        while (!refusal.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(refusal, Task.Delay(20));
        }

        Assert.That(await refusal, Does.Contain("layer 1").And.Contain("nothing for 60 s").And.Contain("tried twice"));
    }

    [TestCase(0)]
    [TestCase(1000)]
    public async Task A_read_that_hangs_can_be_cancelled(int sent)
    {
        var hangs = Hang(sent);
        using var interrupt = new CancellationTokenSource();
        await using var source = ImageSources.Open(registry.Name, Options);
        var reading = source.ReadAsync(_ => true, interrupt.Token);
        await hangs.WaitAsync();
        await interrupt.CancelAsync();
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_registry_that_wants_rest_gets_it_once()
    {
        registry.Put(Layer);
        var asked = RefuseFirst(1, "30");
        var view = ImageOf.ViewAsync(registry.Name, Options);
        while (!view.IsCompleted)
        {
            await Task.WhenAny(view, Task.Delay(20));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(await view, Has.Count.EqualTo(1));
        Assert.That(asked, Has.Count.EqualTo(2));
        Assert.That(asked[1] - asked[0], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(30)));
    }

    [TestCase(1, "3600", "in 3600 s")]
    [TestCase(2, "0", "in 0 s")]
    [TestCase(1, null, "(429)")]
    public async Task A_registry_that_was_asked_too_often_is_told(int times, string? rest, string found)
    {
        registry.Put(Layer);
        RefuseFirst(times, rest);
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("asked too often").And.Contain(found));
        Assert.That(registry.Asked.Count(request => request.Path.Contains("manifests", StringComparison.Ordinal)), Is.EqualTo(times));
    }

    [Test]
    public async Task A_content_that_was_not_wanted_is_verified_when_it_is_fetched_again()
    {
        var path = registry.Put(Layer)[1];
        await using var source = ImageSources.Open(registry.Name, Options);
        var image = await source.ReadAsync(_ => false);
        var sound = registry.Documents[path];
        var changed = sound.ToArray();
        changed[9] ^= 1;
        registry.Documents[path] = changed;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.That((await Assert.ThrowsAsync<ImageException>(() => image.OpenAsync(image.Entries.Single())))!.Message, Does.Contain("layer 1"));
        }

        registry.Documents[path] = sound;
        await using var content = await image.OpenAsync(image.Entries.Single());
        Assert.That(content.Length, Is.EqualTo(200_000));
    }

    [Test]
    public async Task A_bomb_is_refused_as_it_comes()
    {
        registry.Put(new LayerTar().File("zeros", new byte[20 << 20]).Write());
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options with { Limits = new ImageLimits { FreeBytes = 1 << 20, Expansion = 20 } }), Does.Contain("bomb"));
    }

    [Test]
    public async Task A_manifest_without_end_is_refused()
    {
        registry.Before = async context =>
        {
            for (var spaces = new byte[1 << 20]; !context.RequestAborted.IsCancellationRequested;)
            {
                await context.Response.Body.WriteAsync(spaces);
            }

            return true;
        };
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("too many for a manifest"));
    }

    [TestCase("{", "is no document of an image")]
    [TestCase("[]", "is no document of an image")]
    [TestCase("{}", "neither layers nor manifests")]
    [TestCase("{\"schemaVersion\":1,\"fsLayers\":[]}", "schema 1")]
    [TestCase("{\"manifests\":[],\"layers\":[],\"config\":{}}", "both an index and a manifest")]
    [TestCase("{\"manifests\":[]}", "none at all")]
    [TestCase("{\"manifests\":[{\"digest\":\"sha256:../../x\",\"size\":1}]}", "no sha256 or sha512 digest")]
    [TestCase("{\"layers\":[],\"config\":{\"digest\":7,\"size\":1}}", "no sha256 or sha512 digest")]
    [TestCase("{\"layers\":[]}", "is no document of an image")]
    public async Task A_manifest_that_is_none_is_refused(string manifest, string found)
    {
        registry.Documents["/v2/some/image/manifests/1"] = System.Text.Encoding.UTF8.GetBytes(manifest);
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain(found));
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return new LayerTar().File("noise", noise).Write();
    }

    /// <summary>Half of a blob: the connection ends, or the answer pretends that this is all.</summary>
    private async Task SendHalfAsync(HttpContext context, bool isAbort)
    {
        var whole = registry.Documents[context.Request.Path];
        context.Response.ContentLength = isAbort ? whole.Length : whole.Length / 2;
        await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
        await context.Response.Body.FlushAsync();
        if (isAbort)
        {
            context.Abort();
        }
    }

    /// <summary>The layer does not go on, which is told to who waits.</summary>
    private SemaphoreSlim Hang(int sent)
    {
        var hangs = new SemaphoreSlim(0);
        var path = registry.Put(Layer)[1];
        registry.Before = async context =>
        {
            if (context.Request.Path != path)
            {
                return false;
            }

            if (sent > 0)
            {
                await context.Response.Body.WriteAsync(registry.Documents[path].AsMemory(0, sent));
                await context.Response.Body.FlushAsync();
            }

            hangs.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
            return true;
        };
        return hangs;
    }

    /// <summary>The first questions for the manifest are too many.</summary>
    /// <returns>When it was asked for.</returns>
    private List<DateTimeOffset> RefuseFirst(int times, string? rest)
    {
        var asked = new List<DateTimeOffset>();
        registry.Before = context =>
        {
            if (!context.Request.Path.Value!.Contains("manifests", StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            asked.Add(time.GetUtcNow());
            if (asked.Count > times)
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = rest;
            return Task.FromResult(true);
        };
        return asked;
    }
}
