using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>A server on the loopback interface for what LocalCloud is not: an instance's metadata, a container's credentials, an identity provider, a proxy.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> requests;

    private StandIn(WebApplication application, ConcurrentQueue<string> requests) => (this.application, this.requests) = (application, requests);

    public string Url => application.Urls.First();

    /// <summary>Method, host, path and form of every request.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Answers each request with what is made of its method, path and body; null is 404.</summary>
    public static async Task<StandIn> StartAsync(Func<string, string, string, string?> answer)
    {
        var requests = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            requests.Enqueue($"{context.Request.Method} {context.Request.Host}{context.Request.Path} {context.Request.Headers.Authorization} {body}");
            var told = answer(context.Request.Method, context.Request.Path, body);
            context.Response.StatusCode = told is null ? 404 : 200;
            await context.Response.WriteAsync(told ?? "");
        });
        await application.StartAsync();
        return new(application, requests);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
