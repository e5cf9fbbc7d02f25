using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
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
    public static Task<StandIn> StartAsync(Func<string, string, string, string?> answer) => ServeAsync(null, async (context, body) =>
    {
        var told = answer(context.Request.Method, context.Request.Path, body);
        context.Response.StatusCode = told is null ? 404 : 200;
        await context.Response.WriteAsync(told ?? "");
    });

    /// <summary>Answers each request alike.</summary>
    public static Task<StandIn> StartAsync(HttpStatusCode status, string answer = "") => ServeAsync(null, async (context, _) =>
    {
        context.Response.StatusCode = (int)status;
        await context.Response.WriteAsync(answer);
    });

    /// <summary>Speaks TLS in front of a server that does not, and passes each request on as it was signed.</summary>
    public static async Task<StandIn> InFrontAsync(Uri server, X509Certificate2 certificate)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var front = await ServeAsync(certificate, async (context, body) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(context.Request.Method), new Uri(server, context.Request.Path + context.Request.QueryString)) { Content = new StringContent(body) };
            request.Content.Headers.Clear();
            foreach (var (name, values) in context.Request.Headers)
            {
                _ = request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()) || request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }

            using var answer = await http.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await context.Response.WriteAsync(await answer.Content.ReadAsStringAsync(context.RequestAborted));
        });
        front.application.Lifetime.ApplicationStopped.Register(http.Dispose);
        return front;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task<StandIn> ServeAsync(X509Certificate2? certificate, Func<HttpContext, string, Task> serve)
    {
        var requests = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var application = builder.Build();
        application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            requests.Enqueue($"{context.Request.Method} {context.Request.Host}{context.Request.Path} {context.Request.Headers.Authorization} {body}");
            await serve(context, body);
        });
        await application.StartAsync();
        return new(application, requests);
    }
}
