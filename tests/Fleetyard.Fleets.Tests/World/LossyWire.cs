using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Runtime;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A wire that can be cut: a call goes through and its answer is lost, or the service answers that it is down.</summary>
internal sealed partial class LossyWire : HttpClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, int> losses = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<HttpResponseMessage>> answers = new();
    private readonly ConcurrentDictionary<string, Func<string, string>> edits = new();
    private readonly ConcurrentDictionary<string, Task> givenUp = new();
    private readonly ConcurrentQueue<(string Operation, string Body)> sent = new();
    private readonly HttpClient client;

    public LossyWire() => client = new HttpClient(new Handler(this));

    /// <summary>Called when a call is about to go out.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>How long an answer is waited for; to be set before the first call.</summary>
    public TimeSpan Patience
    {
        set => client.Timeout = value;
    }

    /// <summary>How many calls of each operation went out.</summary>
    public IReadOnlyDictionary<string, int> Counts => sent.GroupBy(one => one.Operation).ToDictionary(calls => calls.Key, calls => calls.Count());

    /// <summary>Loses the answers to the next calls of an operation.</summary>
    public void Lose(string operation, int times = 1) => losses[operation] = times;

    /// <summary>Ends the wait for an answer to an operation once <paramref name="isDone"/> ends, as a client does whose time is up, only that nobody waits for so long.</summary>
    public void GiveUp(string operation, Task isDone) => givenUp[operation] = isDone;

    /// <summary>Answers the next calls of an operation in the service's place, after those that were arranged before.</summary>
    public void Answer(string operation, HttpStatusCode status, string body, int times = 1, Action<HttpResponseMessage>? complete = null)
    {
        var queue = answers.GetOrAdd(operation, _ => new());
        for (var i = 0; i < times; i++)
        {
            var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
            complete?.Invoke(answer);
            queue.Enqueue(answer);
        }
    }

    /// <summary>Answers the next calls of one of EC2's operations with an error.</summary>
    public void Refuse(string operation, string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest, int times = 1) => Answer(operation, status,
        $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>request-of-{code}</RequestID></Response>", times);

    /// <summary>Answers the next calls of an operation of the services that speak JSON with an error.</summary>
    public void RefuseInJson(string operation, string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest, int times = 1)
    {
        var body = JsonSerializer.Serialize(new { __type = code, message });
        Answer(operation, status, body, times, answer => answer.Headers.Add("x-amzn-RequestId", $"request-of-{code}"));
    }

    /// <summary>Changes what the service answers to an operation.</summary>
    public void Edit(string operation, Func<string, string> edit) => edits[operation] = edit;

    /// <summary>The bodies that went out for an operation, in readable form.</summary>
    public IReadOnlyList<string> Sent(string operation) => [.. sent.Where(one => one.Operation == operation).Select(one => WebUtility.UrlDecode(one.Body))];

    /// <summary>Takes back what was arranged in the service's place.</summary>
    public void Drop(string operation) => answers.TryRemove(operation, out _);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => client.Dispose();

    [GeneratedRegex(@"(?:^|&)Action=(\w+)")]
    private static partial Regex Action();

    private sealed class Handler(LossyWire wire) : DelegatingHandler(new SocketsHttpHandler())
    {
        /// <summary>How long an answer may be under way that was given.</summary>
        private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(300);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var operation = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single().Split('.')[^1] : Action().Match(body).Groups[1].Value;
            wire.sent.Enqueue((operation, body));
            wire.Before(operation);
            if (wire.answers.TryGetValue(operation, out var queue) && queue.TryDequeue(out var instead))
            {
                return instead;
            }

            var answer = wire.givenUp.TryGetValue(operation, out var isDone) ? await SendAsync(request, operation, isDone, cancellationToken) : await base.SendAsync(request, cancellationToken);
            if (wire.losses.TryGetValue(operation, out var times) && times > 0)
            {
                wire.losses[operation] = times - 1;
                answer.Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut before the answer.");
            }

            if (wire.edits.TryGetValue(operation, out var edit))
            {
                answer.Content = new StringContent(edit(await answer.Content.ReadAsStringAsync(cancellationToken)));
            }

            return answer;
        }

        private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string operation, Task isDone, CancellationToken cancellationToken)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var answer = base.SendAsync(request, patience.Token);
            if (await Task.WhenAny(answer, isDone) == answer)
            {
                return await answer;
            }

            wire.givenUp.TryRemove(operation, out _);
            try
            {
                return await answer.WaitAsync(UnderWay, cancellationToken);
            }
            catch (TimeoutException e)
            {
                await patience.CancelAsync();
                throw new TaskCanceledException("No answer came in time.", e);
            }
        }
    }
}
