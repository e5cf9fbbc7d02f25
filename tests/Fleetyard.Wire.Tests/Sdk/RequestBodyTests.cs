using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.CodeBuild;
using Amazon.Runtime;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>What CodeBuild's client sends for every operation, held against the model: each member with its own value, and none other.</summary>
internal sealed class RequestBodyTests
{
    private static IEnumerable<string> Operations => typeof(IAmazonCodeBuild).GetMethods()
        .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => method.Name[..^"Async".Length]);

    [TestCaseSource(nameof(Operations))]
    public async Task A_request_with_every_member_is_as_the_model_has_it(string operation)
    {
        var model = CodeBuildModel.Of(Recorder.Models());
        var input = model.Operations[operation].Input!.Shape;
        JsonNode? expected = null;
        var body = await SentAsync(operation, type =>
        {
            (var request, expected) = new FilledRequest(model).Of(input, type);
            return request;
        });

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(body), expected), $"sent     {body}\nexpected {expected!.ToJsonString()}");
    }

    [TestCaseSource(nameof(Operations))]
    public async Task A_request_with_nothing_set_sends_nothing(string operation) =>
        Assert.That(await SentAsync(operation, type => Activator.CreateInstance(type)!), Is.EqualTo("{}"));

    private static async Task<string> SentAsync(string operation, Func<Type, object> make)
    {
        var handler = new Sink();
        using var client = new AmazonCodeBuildClient(new BasicAWSCredentials("a", "s"), new AmazonCodeBuildConfig { RegionEndpoint = RegionEndpoint.EUWest1, MaxErrorRetry = 0, HttpClientFactory = new SinkFactory(handler) });
        var method = typeof(IAmazonCodeBuild).GetMethod(operation + "Async")!;
        await (Task)method.Invoke(client, [make(method.GetParameters()[0].ParameterType), CancellationToken.None])!;
        return handler.Bodies.Single();
    }

    private sealed class Sink : HttpMessageHandler
    {
        public ConcurrentQueue<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage { Content = new StringContent("{}") };
        }
    }

    private sealed class SinkFactory(Sink sink) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(sink, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
