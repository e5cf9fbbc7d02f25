using System.Collections.Concurrent;
using System.Text.Json;
using Amazon;
using Amazon.CodeBuild;
using Amazon.Runtime;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>What CodeBuild's client sends for every operation, held against the model byte by byte of its JSON.</summary>
internal sealed class RequestBodyTests
{
    private static IEnumerable<string> Operations => typeof(IAmazonCodeBuild).GetMethods()
        .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => method.Name[..^"Async".Length]);

    [TestCaseSource(nameof(Operations))]
    public async Task A_request_with_every_member_is_as_the_model_has_it(string operation)
    {
        var model = CodeBuildModel.Of(Recorder.Models());
        var input = model.Operations[operation].Input!.Shape;
        var body = await SentAsync(operation, type => new FilledRequest(model).Of(input, type));

        using var document = JsonDocument.Parse(body);
        Assert.That(Differences(model, input, document.RootElement, operation), Is.Empty, body);
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

    /// <summary>Every member of the model is there with its type, and none other.</summary>
    private static List<string> Differences(ServiceModel model, string shapeName, JsonElement value, string path)
    {
        var shape = model.Shapes[shapeName];
        switch (shape.Type, value.ValueKind)
        {
            case ("structure", JsonValueKind.Object):
                var there = value.EnumerateObject().Select(property => property.Name).ToList();
                return
                [
                    .. shape.Members.Keys.Except(there).Select(missing => $"{path}.{missing} is missing"),
                    .. there.Except(shape.Members.Keys).Select(other => $"{path}.{other} is no member of {shapeName}"),
                    .. shape.Members.Where(member => there.Contains(member.Key)).SelectMany(member => Differences(model, member.Value.Shape, value.GetProperty(member.Key), $"{path}.{member.Key}")),
                ];
            case ("list", JsonValueKind.Array) when value.GetArrayLength() > 0:
                return Differences(model, shape.Member!.Shape, value[0], path + "[]");
            case ("map", JsonValueKind.Object):
                return [.. value.EnumerateObject().SelectMany(entry => Differences(model, shape.Value!.Shape, entry.Value, $"{path}[{entry.Name}]"))];
            case ("string", JsonValueKind.String):
            case ("boolean", JsonValueKind.True):
            case ("integer" or "long" or "double" or "float" or "timestamp", JsonValueKind.Number):
                return [];
            default:
                return [$"{path} is {value.GetRawText()}, and {shapeName} is {shape.Type}"];
        }
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
