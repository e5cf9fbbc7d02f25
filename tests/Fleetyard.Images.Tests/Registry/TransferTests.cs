using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>Networks that break off, and registries that want rest.</summary>
internal sealed class TransferTests : IAsyncDisposable
{
    private static readonly byte[] Layer = Noise(200_000);

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-transfer-").FullName;
    private readonly FakeTimeProvider time = new();
    private ScriptedRegistry registry = null!;

    private ImageSourceOptions Options => new() { DockerConfig = folder, Time = time };

    [SetUp]
    public async Task Start() => registry = await ScriptedRegistry.StartAsync();

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
