using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Amazon.Runtime;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A wire that can be cut: a call goes through and its answer is lost, or the service answers that it is down.</summary>
internal sealed partial class LossyWire : HttpClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, int> losses = new();
    private readonly ConcurrentDictionary<string, Queue<HttpResponseMessage>> answers = new();
    private readonly ConcurrentDictionary<string, Func<string, string>> changes = new();
    private readonly HttpClient client;

    public LossyWire() => client = new HttpClient(new Handler(this));

    /// <summary>Called when a call is about to go out.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Called with the body of a call that is about to go out.</summary>
    public Action<string, string> Body { get; set; } = (_, _) => { };

    /// <summary>Loses the answers to the next calls of an operation.</summary>
    public void Lose(string operation, int times = 1) => losses[operation] = times;

    /// <summary>Answers the next calls of an operation in the service's place.</summary>
    public void Answer(string operation, HttpStatusCode status, string body, int times = 1) =>
        answers[operation] = new(Enumerable.Range(0, times).Select(_ => new HttpResponseMessage(status) { Content = new StringContent(body) }));

    /// <summary>Changes what the service answers to an operation, until the next change of it.</summary>
    public void Change(string operation, Func<string, string> change) => changes[operation] = change;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => client.Dispose();

    [GeneratedRegex(@"(?:^|&)Action=(\w+)")]
    private static partial Regex Action();

    private sealed class Handler(LossyWire wire) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var operation = request.Headers.TryGetValues("X-Amz-Target", out var target)
                ? target.Single().Split('.')[^1]
                : Action().Match(await request.Content!.ReadAsStringAsync(cancellationToken)).Groups[1].Value;
            wire.Before(operation);
            wire.Body(operation, await request.Content!.ReadAsStringAsync(cancellationToken));
            if (wire.answers.TryGetValue(operation, out var queue) && queue.TryDequeue(out var instead))
            {
                return instead;
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (wire.losses.TryGetValue(operation, out var times) && times > 0)
            {
                wire.losses[operation] = times - 1;
                answer.Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut before the answer.");
            }

            if (wire.changes.TryGetValue(operation, out var change) && answer.IsSuccessStatusCode)
            {
                answer.Content = new StringContent(change(await answer.Content.ReadAsStringAsync(cancellationToken)), answer.Content.Headers.ContentType);
            }

            return answer;
        }
    }
}
