using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>A registry that misbehaves as it is told: what no real one can be made to show.</summary>
internal sealed class ScriptedRegistry : IAsyncDisposable
{
    private readonly WebApplication application;

    private ScriptedRegistry(Action<ListenOptions> listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    /// <summary>What is found at a path.</summary>
    public ConcurrentDictionary<string, byte[]> Documents { get; } = new();

    /// <summary>What happens before that; true if it has answered.</summary>
    public Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(false);

    /// <summary>What was asked: method, path with query, and what the Authorization header had.</summary>
    public ConcurrentQueue<(string Path, string Authorization, string Agent)> Asked { get; } = new();

    /// <summary>Host and port.</summary>
    public string Host => new Uri(application.Urls.First()).Authority;

    /// <summary>The image that it has.</summary>
    public string Name => $"docker://{Host}/some/image:1";

    public static async Task<ScriptedRegistry> StartAsync(Action<ListenOptions>? listen = null)
    {
        var registry = new ScriptedRegistry(listen ?? (_ => { }));
        await registry.application.StartAsync();
        return registry;
    }

    /// <summary>Gives it an image.</summary>
    /// <returns>The paths of its blobs: its configuration, then its layers.</returns>
    public string[] Put(params byte[][] layers)
    {
        var packed = layers.Select(PackedImage.Gzip).ToArray();
        var config = JsonSerializer.SerializeToUtf8Bytes(new { os = "linux", architecture = "amd64", rootfs = new { diff_ids = layers.Select(PackedImage.Digest) } });
        byte[][] blobs = [config, .. packed];
        PutManifest(new { schemaVersion = 2, config = Descriptor(config), layers = packed.Select(Descriptor) });
        foreach (var blob in blobs)
        {
            Documents[PathOf(blob)] = blob;
        }

        return [.. blobs.Select(PathOf)];
    }

    public void PutManifest(object manifest) => Documents["/v2/some/image/manifests/1"] = JsonSerializer.SerializeToUtf8Bytes(manifest);

    public static object Descriptor(byte[] blob) => new { digest = PackedImage.Digest(blob), size = blob.Length };

    public static string PathOf(byte[] blob) => $"/v2/some/image/blobs/{PackedImage.Digest(blob)}";

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        Asked.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", request.Headers.Authorization.ToString(), request.Headers.UserAgent.ToString()));
        if (await Before(context))
        {
            return;
        }

        if (!Documents.TryGetValue(request.Path, out var found))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentLength = found.Length;
        await context.Response.Body.WriteAsync(found, context.RequestAborted);
    }
}
