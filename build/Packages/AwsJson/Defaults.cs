using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.JsonProtocol;

/// <summary>The defaults that a client configuration chooses among; the modes differ in retries and time-outs only.</summary>
internal static class Defaults
{
    public static DefaultConfigurationProvider Provider() => new(
        Enum.GetValues<DefaultConfigurationMode>()
            .Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard }));
}
