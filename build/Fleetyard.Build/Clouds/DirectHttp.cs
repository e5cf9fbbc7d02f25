using Amazon.Runtime;

namespace Fleetyard.Build.Clouds;

/// <summary>HTTP clients that go through no proxy, for a server in this process.</summary>
internal sealed class DirectHttp : HttpClientFactory
{
    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public override string GetConfigUniqueString(IClientConfig clientConfig) => nameof(DirectHttp);
}
